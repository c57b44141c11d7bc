import { cardWidths } from '../../cards/embed/card-heights.ts';
import { languages } from '../../locale/languages.ts';
import { contentTypes, isCompressible } from '../output/content-types.ts';
import { pathClasses, patternSource } from '../headers.ts';

export const edgeFiles = {
  request: 'cloudfront-request.js',
  response: 'cloudfront-response.js',
  worker: 'worker.js'
} as const;

/** Extensions with a `.br` copy in the store. `robots.txt` would grow, so `.txt` has none. */
export const compressedAtEdge = Object.keys(contentTypes)
  .filter((extension) => isCompressible(`a${extension}`) && extension !== '.txt')
  .map((extension) => extension.slice(1));

function classes(): string {
  const classNames = pathClasses
    .map(({ name, headers }) => `  ${name}: ${JSON.stringify(headers)}`)
    .join(',\n');
  const rules = pathClasses
    .flatMap(({ name, paths }) =>
      paths.map((path) => `  [/^${patternSource(path).replaceAll('/', '\\/')}$/, '${name}']`)
    )
    .join(',\n');
  return String.raw`const classes = {
${classNames}
};
const rules = [
${rules}
];
function headersOf(path) {
  for (let i = 0; i < rules.length; i++) if (rules[i][0].test(path)) return classes[rules[i][1]];
  return classes.page;
}
function languageOf(path) {
  const found = /^\/(?:share\/|embed\/v1\/(?:editions\/[^\/]+\/)?(?:oembed\/|packs\/)?)?(${languages.join('|')})\//.exec(path);
  return found ? found[1] : undefined;
}`;
}

/** Readers who save data are redirected to the lite edition; a query in the address prevents it. */
const saving = String.raw`const story = /^\/(?:${languages.join('|')})\/$/;
const leadsToLite = (path, asks, saveData) => story.test(path) && !asks && saveData.toLowerCase() === 'on';
const variesOf = (path) => 'Accept-Encoding' + (story.test(path) ? ', Save-Data' : '');`;

/** Maps a path to its file in the current release. */
function mapping(): string {
  return String.raw`const widths = ${JSON.stringify(cardWidths)};
// Maps a path to its file. An oEmbed answer has a file for each width (maxwidth).
function fileOf(path, maxwidth) {
  if (path.charAt(path.length - 1) === '/') return path + 'index.html';
  if (maxwidth && /^\d+$/.test(maxwidth) && /^\/embed\/v1\/(?:editions\/[^\/]+\/)?oembed\/[^\/]+\/[^\/.]+\.(?:json|xml)$/.test(path)) {
    let width = widths[0];
    for (let i = 0; i < widths.length; i++) if (widths[i] <= Number(maxwidth)) width = widths[i];
    return path.replace(/(\.\w+)$/, '.' + width + '$1');
  }
  return path;
}
// Assets have checksummed names and lie outside the releases, so that a page of any release finds
// its own.
const keyOf = (file, release) => (file.indexOf('/assets/') === 0 ? file : '/releases/' + release + file);
const compressible = /^(?!\/manifest\.json$).*\.(?:${compressedAtEdge.join('|')})$/;
const takesBrotli = (accepts) => /(?:^|[\s,])br(?:[\s,;]|$)/.test(accepts) && !/(?:^|[\s,])br;\s*q=0(?:\.0*)?(?:[\s,]|$)/.test(accepts);`;
}

/**
 * CloudFront function for requests (runtime 2.0). It reads `release` from the key-value store and
 * requests that release's file from the bucket, in brotli if the browser accepts it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function cloudfrontRequest(): string {
  return String.raw`// CloudFront function, runtime 2.0, for "viewer request".
// Associate a key-value store with the key "release".
import cf from 'cloudfront';

${saving}
${mapping()}

async function handler(event) {
  const request = event.request;
  const saveData = request.headers['save-data'] ? request.headers['save-data'].value : '';
  if (leadsToLite(request.uri, Object.keys(request.querystring).length > 0, saveData)) {
    const headers = { location: { value: request.uri + 'lite/' }, vary: { value: 'Save-Data' }, 'cache-control': { value: 'no-cache' } };
    return { statusCode: 302, statusDescription: 'Found', headers };
  }
  // A folder without its slash. Only one slash at the beginning: two would lead to another host.
  if (/^(?:\/[\w-]+)+$/.test(request.uri)) {
    const asks = Object.keys(request.querystring).map((name) => name + '=' + request.querystring[name].value).join('&');
    const headers = { location: { value: request.uri + '/' + (asks && '?' + asks) }, 'cache-control': { value: 'no-cache' } };
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers };
  }
  const release = await cf.kvs().get('release');
  const width = request.querystring.maxwidth ? request.querystring.maxwidth.value : undefined;
  const file = fileOf(request.uri, width);
  const accepts = request.headers['accept-encoding'] ? request.headers['accept-encoding'].value : '';
  request.uri = keyOf(file, release) + (compressible.test(file) && takesBrotli(accepts) ? '.br' : '');
  request.querystring = {};
  return request;
}
`;
}

/** CloudFront function for responses: sets the headers, which a bucket cannot keep. */
export function cloudfrontResponse(): string {
  return String.raw`// CloudFront function, runtime 2.0, for "viewer response".
${classes()}
${saving}

function handler(event) {
  const response = event.response;
  const path = event.request.uri.replace(/^\/releases\/[^\/]+/, '').replace(/\.br$/, '').replace(/\/index\.html$/, '/');
  const headers = headersOf(path);
  for (const name in headers) response.headers[name.toLowerCase()] = { value: headers[name] };
  const language = languageOf(path);
  if (language) response.headers['content-language'] = { value: language };
  response.headers['vary'] = { value: variesOf(path) };
  if (response.statusCode >= 400) response.headers['cache-control'] = { value: 'no-cache' };
  return response;
}
`;
}

/** Finds a file in the bucket, and serves ranges. */
const finding = String.raw`const kept = 2000;
let pointer = { release: '', until: 0 };
async function releaseNow(bucket, prefix, fresh) {
  if (!fresh && Date.now() < pointer.until) return pointer.release;
  // If the store does not answer, the last known release is served.
  const object = await bucket.get(prefix + 'current.json').catch((error) => {
    if (!pointer.release) throw error;
  });
  if (object) pointer = { release: JSON.parse(await object.text()).release, until: Date.now() + kept };
  return pointer.release;
}

// Serves ranges of uncompressed files: Safari plays films in no other way.
async function find(bucket, prefix, file, brotli, fresh, range) {
  const key = prefix + keyOf(file, await releaseNow(bucket, prefix, fresh)).slice(1);
  const compressed = brotli && compressible.test(file) ? await bucket.get(key + '.br') : null;
  if (compressed) return { object: compressed, compressed: true };
  if (!range || compressible.test(file)) return { object: await bucket.get(key), compressed: false };
  const object = await bucket.get(key, { range }).catch(() => bucket.get(key));
  // For a range beyond the end the whole file is sent.
  const from = /^bytes=(\d*)/.exec(range.get('Range'))[1];
  return { object, compressed: false, part: object && Number(from) < object.size ? object.range : undefined };
}
function partOf({ offset, length, suffix }, size) {
  const from = suffix === undefined ? offset || 0 : Math.max(0, size - suffix);
  const to = length === undefined || suffix !== undefined ? size : Math.min(size, from + length);
  return 'bytes ' + from + '-' + (to - 1) + '/' + size;
}`;

/**
 * Cloudflare Worker (https://developers.cloudflare.com/workers/runtime-apis/) that serves the
 * current release from the bucket `SITE` below `PREFIX`. Reads the pointer again after two seconds,
 * or at once when a file is missing.
 */
export function worker(): string {
  return String.raw`// Cloudflare Worker. Bind the R2 bucket as SITE. If the site has a prefix, set PREFIX.
${classes()}
${saving}
${mapping()}

${finding}

export default {
  async fetch(request, env) {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
    const url = new URL(request.url);
    const prefix = env.PREFIX ? env.PREFIX.replace(/^\/+|\/+$/g, '') + '/' : '';
    // Cloudflare replaces Accept-Encoding, and keeps the browser's own here.
    const brotli = takesBrotli((request.cf && request.cf.clientAcceptEncoding) || request.headers.get('Accept-Encoding') || '');
    let path = url.pathname;
    try {
      path = decodeURIComponent(path);
    } catch {
      // Not decodable, so there is no such file.
    }
    if (leadsToLite(path, url.search !== '', request.headers.get('Save-Data') || '')) {
      return new Response(null, { status: 302, headers: { ...headersOf(path), Location: path + 'lite/', Vary: 'Save-Data', 'Cache-Control': 'no-cache' } });
    }
    const file = fileOf(path, url.searchParams.get('maxwidth'));
    let status = 200;
    const range = request.method === 'GET' && /^bytes=(?:\d+-\d*|-\d+)$/.test(request.headers.get('Range') || '') ? request.headers : undefined;
    let found = await find(env.SITE, prefix, file, brotli, false, range);
    if (!found.object) found = await find(env.SITE, prefix, file, brotli, true, range);
    const same = request.headers.get('If-Range');
    if (found.part && same && same !== found.object.httpEtag) found = await find(env.SITE, prefix, file, brotli, false);
    if (!found.object && !/\.\w+$/.test(path) && (await find(env.SITE, prefix, path + '/index.html', false, false)).object) {
      return new Response(null, { status: 301, headers: { Location: url.pathname + '/' + url.search } });
    }
    if (!found.object) {
      status = 404;
      found = await find(env.SITE, prefix, '/404.html', brotli, false);
    }
    // The 404 page needs a page's policy, not a card's.
    const sent = status === 404 ? '/404.html' : path;
    const headers = new Headers(headersOf(sent));
    const language = languageOf(sent);
    if (language) headers.set('Content-Language', language);
    headers.set('Vary', variesOf(sent));
    if (status === 404) headers.set('Cache-Control', 'no-cache');
    if (!found.object) return new Response(null, { status, headers });
    headers.set('Content-Type', (found.object.httpMetadata && found.object.httpMetadata.contentType) || 'application/octet-stream');
    headers.set('ETag', found.object.httpEtag);
    if (found.compressed) headers.set('Content-Encoding', 'br');
    if (status === 200 && (request.headers.get('If-None-Match') || '').replace(/W\//g, '').split(/,\s*/).indexOf(found.object.httpEtag) >= 0) {
      return new Response(null, { status: 304, headers });
    }
    if (status === 200 && !compressible.test(file)) headers.set('Accept-Ranges', 'bytes');
    if (found.part) {
      status = 206;
      headers.set('Content-Range', partOf(found.part, found.object.size));
    }
    return new Response(request.method === 'HEAD' ? null : found.object.body, { status, headers, encodeBody: found.compressed ? 'manual' : 'automatic' });
  }
};
`;
}
