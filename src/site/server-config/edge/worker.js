// Cloudflare Worker. Bind the R2 bucket as SITE. If the site has a prefix, set PREFIX.
// https://developers.cloudflare.com/workers/runtime-apis/
import { compressible, fileOf, keyOf, leadsToLite, takesBrotli, variesOf } from './paths.js';
import { headersOf, languageOf } from './sent.js';

/**
 * @typedef {object} Stored
 * @property {BodyInit} body
 * @property {() => Promise<string>} text
 * @property {string} httpEtag
 * @property {{ contentType?: string }} [httpMetadata]
 * @property {number} size
 * @property {{ offset?: number, length?: number, suffix?: number }} [range]
 *
 * @typedef {{ get(key: string, how?: { range: Headers }): Promise<Stored | null> }} Bucket
 */

/** Milliseconds until the pointer is read again; at once when a file is missing. */
const kept = 2000;
let pointer = { release: '', until: 0 };

/**
 * @param {Bucket} bucket
 * @param {string} prefix
 * @param {boolean} fresh
 */
async function releaseNow(bucket, prefix, fresh) {
  if (!fresh && Date.now() < pointer.until) return pointer.release;
  // If the store does not answer, the last known release is served.
  const object = await bucket.get(prefix + 'current.json').catch((error) => {
    if (!pointer.release) throw error;
  });
  if (object)
    pointer = { release: JSON.parse(await object.text()).release, until: Date.now() + kept };
  return pointer.release;
}

/**
 * Finds a file in the bucket. Serves ranges of uncompressed files: Safari plays films in no other
 * way.
 * @param {Bucket} bucket
 * @param {string} prefix
 * @param {string} file
 * @param {{ brotli?: boolean, fresh?: boolean, range?: Headers | undefined }} how
 * @returns {Promise<{ object: Stored | null, compressed?: boolean, part?: Stored['range'] | null }>}
 */
async function find(bucket, prefix, file, { brotli = false, fresh = false, range }) {
  const key = prefix + keyOf(file, await releaseNow(bucket, prefix, fresh)).slice(1);
  const compressed = brotli && compressible.test(file) ? await bucket.get(key + '.br') : null;
  if (compressed) return { object: compressed, compressed: true };
  if (!range || compressible.test(file)) return { object: await bucket.get(key) };
  const object = await bucket.get(key, { range }).catch(() => bucket.get(key));
  // For a range beyond the end the whole file is sent.
  const from = Number((range.get('Range') || '').replace(/^bytes=(\d*).*/, '$1'));
  return { object, part: object && from < object.size ? object.range : null };
}

/**
 * @param {NonNullable<Stored['range']>} range
 * @param {number} size
 */
function partOf({ offset, length, suffix }, size) {
  const from = suffix === undefined ? offset || 0 : Math.max(0, size - suffix);
  const to = length === undefined || suffix !== undefined ? size : Math.min(size, from + length);
  return 'bytes ' + from + '-' + (to - 1) + '/' + size;
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not decodable, so there is no such file.
    return path;
  }
}

/** Serves the current release from the bucket SITE, below PREFIX. */
// oxlint-disable-next-line no-default-export -- Cloudflare asks for it.
export default {
  /**
   * @param {Request & { cf?: { clientAcceptEncoding?: string } }} request
   * @param {{ SITE: Bucket, PREFIX?: string }} env
   */
  async fetch(request, env) {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
    const asked = request.headers;
    const url = new URL(request.url);
    const prefix = env.PREFIX ? env.PREFIX.replace(/^\/+|\/+$/g, '') + '/' : '';
    // Cloudflare replaces Accept-Encoding, and keeps the browser's own here.
    const accepts =
      (request.cf && request.cf.clientAcceptEncoding) || asked.get('Accept-Encoding') || '';
    const brotli = takesBrotli(accepts);
    const path = decoded(url.pathname);
    if (leadsToLite(path, url.search !== '', asked.get('Save-Data') || '')) {
      const headers = {
        ...headersOf(path),
        Location: path + 'lite/',
        Vary: 'Save-Data',
        'Cache-Control': 'no-cache'
      };
      return new Response(null, { status: 302, headers });
    }
    const file = fileOf(path, url.searchParams.get('maxwidth'));
    const isRange = /^bytes=(?:\d+-\d*|-\d+)$/.test(asked.get('Range') || '');
    const range = request.method === 'GET' && isRange ? asked : undefined;
    let found = await find(env.SITE, prefix, file, { brotli, range });
    if (!found.object) found = await find(env.SITE, prefix, file, { brotli, range, fresh: true });
    const same = asked.get('If-Range');
    if (found.object && found.part && same && same !== found.object.httpEtag)
      found = await find(env.SITE, prefix, file, { brotli });
    if (!found.object && !/\.\w+$/.test(path)) {
      const folder = await find(env.SITE, prefix, path + '/index.html', {});
      if (folder.object)
        return new Response(null, {
          status: 301,
          headers: { Location: url.pathname + '/' + url.search }
        });
    }
    let status = 200;
    if (!found.object) {
      status = 404;
      found = await find(env.SITE, prefix, '/404.html', { brotli });
    }
    // The 404 page needs a page's policy, not a card's.
    const sentPath = status === 404 ? '/404.html' : path;
    const headers = new Headers(headersOf(sentPath));
    const language = languageOf(sentPath);
    if (language) headers.set('Content-Language', language);
    headers.set('Vary', variesOf(sentPath));
    if (status === 404) headers.set('Cache-Control', 'no-cache');
    const { object } = found;
    if (!object) return new Response(null, { status, headers });
    const { contentType } = object.httpMetadata || {};
    headers.set('Content-Type', contentType || 'application/octet-stream');
    headers.set('ETag', object.httpEtag);
    if (found.compressed) headers.set('Content-Encoding', 'br');
    const known = (asked.get('If-None-Match') || '').replace(/W\//g, '').split(/,\s*/);
    if (status === 200 && known.includes(object.httpEtag))
      return new Response(null, { status: 304, headers });
    if (status === 200 && !compressible.test(file)) headers.set('Accept-Ranges', 'bytes');
    if (found.part) {
      status = 206;
      headers.set('Content-Range', partOf(found.part, object.size));
    }
    /** @type {ResponseInit & { encodeBody: string }} */
    const how = { status, headers, encodeBody: found.compressed ? 'manual' : 'automatic' };
    return new Response(request.method === 'HEAD' ? null : object.body, how);
  }
};
