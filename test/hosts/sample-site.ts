import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { languages } from '../../src/locale/languages.ts';
import { contentTypeOf, isCompressible } from '../../src/site/output/content-types.ts';
import { headersFor } from '../../src/site/headers.ts';
import type { Answer } from './ask.ts';

const long = 'Sudah terhubung. Kapan terlindungi? '.repeat(40);
export const page = (name: string) => `<!doctype html><title>${name}</title><p>${long}</p>`;

export const sampleFiles = [
  ...[
    'index.html',
    '404.html',
    'id/index.html',
    'en/index.html',
    'id/methods/index.html',
    'share/en/world/index.html',
    'embed/v1/id/world.html',
    'embed/v1/editions/2026-11-25/en/world.html'
  ].map((path) => ({ path, text: page(path) })),
  ...[
    'robots.txt',
    'sitemap.xml',
    'id/corrections.atom',
    'assets/story-1a2b3c4d.js',
    'assets/story-1a2b3c4d.css',
    'icons/favicon.svg',
    'data/tables/world.id.csv',
    'data/countries/IDN.json',
    'embed/v1/embed.js',
    'embed/v1/embeds.json',
    'embed/v1/editions/2026-11-25/embeds.json',
    'embed/v1/changes.id.atom'
  ].map((path) => ({ path, text: `${path} ${long}` })),
  ...['embed/v1/', 'embed/v1/editions/2026-11-25/'].flatMap((folder) =>
    ['', '.320', '.480', '.640'].map((width) => ({
      path: `${folder}oembed/id/world${width}.json`,
      text: `{"width":"${width}"}${long}`
    }))
  ),
  ...[
    'fonts/public-sans.woff2',
    'share/en/world.png',
    'embed/v1/packs/en/world/figure.png',
    'embed/v1/terhubung-id-2026-11-25.zip'
  ].map((path) => ({
    path,
    bytes: new TextEncoder().encode(path)
  })),
  { path: '_headers', text: 'for other hosts' }
];
export const samplePaths = sampleFiles
  .map(({ path }) => path)
  .filter((path) => path !== '_headers');

const isStory = (path: string) => languages.some((language) => path === `${language}/index.html`);

export function expected(path: string, encoding?: string): Record<string, string> {
  return {
    ...Object.fromEntries(
      Object.entries(headersFor(path)).map(([name, value]) => [name.toLowerCase(), value])
    ),
    'content-type': contentTypeOf(path),
    ...(isCompressible(path)
      ? { vary: isStory(path) ? 'Accept-Encoding, Save-Data' : 'Accept-Encoding' }
      : {}),
    ...(encoding === undefined ? {} : { 'content-encoding': encoding })
  };
}

const itsOwn = new Set([
  'date',
  'connection',
  'content-length',
  'last-modified',
  'etag',
  'accept-ranges',
  'server',
  'transfer-encoding'
]);
export const ours = (answer: Answer) =>
  Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !itsOwn.has(name)));
export const opened = ({ headers, body }: Answer) =>
  headers['content-encoding'] === 'br'
    ? brotliDecompressSync(body)
    : headers['content-encoding'] === 'gzip'
      ? gunzipSync(body)
      : body;

export const savingTitle =
  'redirects readers with Save-Data from the story to the lite edition: %s %j';
export const savingOf = ({ status, headers: { location, vary, ...rest } }: Answer) =>
  status === 200 ? [200] : [status, location, vary, rest['cache-control']];
export const ledTo = (path: string) => [302, `${path}lite/`, 'Save-Data', 'no-cache'];
export const savingCases: readonly (readonly [
  path: string,
  headers: Record<string, string>,
  led: boolean
])[] = [
  ['/id/', { 'Save-Data': 'on' }, true],
  ['/en/', { 'Save-Data': 'ON' }, true],
  ['/id/?whole', { 'Save-Data': 'on' }, false],
  ['/id/', { 'Save-Data': 'off' }, false],
  ['/id/', {}, false],
  ['/id/methods/', { 'Save-Data': 'on' }, false],
  ['/', { 'Save-Data': 'on' }, false]
];

export const widthCases: readonly (readonly [query: string, width: string])[] = [
  ['', ''],
  ['?format=json', ''],
  ['?maxwidth=', ''],
  ['?maxwidth=wide', ''],
  ['?maxwidth=-480', ''],
  ['?maxwidth=1', '.320'],
  ['?maxwidth=320&format=json', '.320'],
  ['?url=https%3A%2F%2Fexample.org%2F&maxwidth=479', '.320'],
  ['?maxwidth=480', '.480'],
  ['?maxwidth=0639', '.480'],
  ['?maxwidth=640', '.640'],
  ['?maxwidth=100000', '.640']
];
