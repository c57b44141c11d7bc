// CloudFront function, runtime 2.0, for "viewer request".
// Associate a key-value store with the key "release".
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
// @ts-expect-error -- a module of that runtime
import cf from 'cloudfront';
import { compressible, fileOf, keyOf, leadsToLite, takesBrotli } from './paths.js';

/** @typedef {{ value: string }} Said */

/**
 * Requests the file of the current release from the bucket, in brotli if the browser accepts it.
 * @param {{ request: { uri: string, headers: Record<string, Said>, querystring: Record<string, Said> } }} event
 */
export async function handler(event) {
  const request = event.request;
  /** @param {string} name */
  const header = (name) => {
    const said = request.headers[name];
    return said ? said.value : '';
  };
  const queries = Object.keys(request.querystring);
  if (leadsToLite(request.uri, queries.length > 0, header('save-data'))) {
    const headers = {
      location: { value: request.uri + 'lite/' },
      vary: { value: 'Save-Data' },
      'cache-control': { value: 'no-cache' }
    };
    return { statusCode: 302, statusDescription: 'Found', headers };
  }
  // A folder without its slash. Only one slash at the beginning: two would lead to another host.
  if (/^(?:\/[\w-]+)+$/.test(request.uri)) {
    const asks = queries
      .map((name) => {
        const said = request.querystring[name];
        return name + '=' + (said ? said.value : '');
      })
      .join('&');
    const headers = {
      location: { value: request.uri + '/' + (asks && '?' + asks) },
      'cache-control': { value: 'no-cache' }
    };
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers };
  }
  const release = await cf.kvs().get('release');
  const width = request.querystring['maxwidth'];
  const file = fileOf(request.uri, width ? width.value : undefined);
  const brotli = compressible.test(file) && takesBrotli(header('accept-encoding'));
  request.uri = keyOf(file, release) + (brotli ? '.br' : '');
  request.querystring = {};
  return request;
}
