// CloudFront's runtime has neither destructuring nor `for … of`.
import { site } from './site.ts';

const story = new RegExp(`^/(?:${site.languages.join('|')})/$`);

/**
 * Readers who save data are redirected to the lite edition; a query in the address prevents it.
 * @param {string} path
 * @param {boolean} asks
 * @param {string} saveData
 */
export const leadsToLite = (path, asks, saveData) =>
  story.test(path) && !asks && saveData.toLowerCase() === 'on';

/** @param {string} path */
export const variesOf = (path) => 'Accept-Encoding' + (story.test(path) ? ', Save-Data' : '');

/**
 * The oEmbed answer for the widest known width up to `maxwidth`, or the narrowest
 * (https://oembed.com, 2.2).
 * @param {string} path
 * @param {string | null | undefined} maxwidth
 */
export function oembedFile(path, maxwidth) {
  if (!maxwidth || !/^\d+$/.test(maxwidth)) return path;
  const fitting = site.widths.filter((width) => width <= Number(maxwidth));
  return path.replace(/(\.\w+)$/, '.' + (fitting[fitting.length - 1] || site.widths[0]) + '$1');
}

const oembed = /^\/embed\/v1\/(?:editions\/[^/]+\/)?oembed\/[^/]+\/[^/.]+\.json$/;

/**
 * Maps a path to its file.
 * @param {string} path
 * @param {string | null | undefined} maxwidth
 */
export function fileOf(path, maxwidth) {
  if (path.charAt(path.length - 1) === '/') return path + 'index.html';
  return oembed.test(path) ? oembedFile(path, maxwidth) : path;
}

/**
 * Assets have checksummed names and lie outside the releases, so that a page of any release finds
 * its own.
 * @param {string} file
 * @param {string} release
 */
export const keyOf = (file, release) =>
  file.indexOf('/assets/') === 0 ? file : '/releases/' + release + file;

export const compressible = new RegExp(
  `^(?!/manifest\\.json$).*\\.(?:${site.compressed.join('|')})$`
);

/** @param {string} accepts */
export const takesBrotli = (accepts) =>
  /(?:^|[\s,])br(?:[\s,;]|$)/.test(accepts) &&
  !/(?:^|[\s,])br;\s*q=0(?:\.0*)?(?:[\s,]|$)/.test(accepts);
