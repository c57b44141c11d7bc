// CloudFront function, runtime 2.0, for "viewer response".
import { variesOf } from './paths.js';
import { headersOf, languageOf } from './sent.js';

/**
 * Sets the headers, which a bucket cannot keep.
 * @param {{ request: { uri: string }, response: { statusCode: number, headers: Record<string, { value: string }> } }} event
 */
export function handler(event) {
  const response = event.response;
  const path = event.request.uri
    .replace(/^\/releases\/[^/]+/, '')
    .replace(/\.br$/, '')
    .replace(/\/index\.html$/, '/');
  const headers = headersOf(path);
  Object.keys(headers).forEach((name) => {
    response.headers[name.toLowerCase()] = { value: headers[name] || '' };
  });
  const language = languageOf(path);
  if (language) response.headers['content-language'] = { value: language };
  response.headers['vary'] = { value: variesOf(path) };
  if (response.statusCode >= 400) response.headers['cache-control'] = { value: 'no-cache' };
  return response;
}
