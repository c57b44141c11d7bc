import { languages, type Language } from '../locale/languages.ts';

/**
 * The policy of every page: no origin but the page's own (standards S29). `scripts` are what may
 * run inline.
 */
const policy = (scripts: string): string[] => [
  "default-src 'self'",
  `script-src 'self' ${scripts}`.trim(),
  // Marks carry their position in a style attribute; no style sheet is inline.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'"
];

/**
 * Returns the policy that a page carries itself: its inline scripts are named by hash, filled in at
 * build.
 */
export function contentSecurityPolicy(scriptHashes: readonly string[]): string {
  return policy(scriptHashes.map((hash) => `'${hash}'`).join(' ')).join('; ');
}

export type Headers = Readonly<Record<string, string>>;

const everywhere: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer'
};

/**
 * What every page of ours is sent with (standards S29, S31, E10). `frame-ancestors` works only as a
 * header. One header serves all pages, so it leaves inline scripts to the policy that each page
 * carries: a browser applies both.
 */
const page: Headers = {
  ...everywhere,
  'Content-Security-Policy': [...policy("'unsafe-inline'"), "frame-ancestors 'self'"].join('; '),
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache'
};

/** Any page of any origin may read it, framed without an origin of its own too. */
const readable: Headers = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin'
};

const hidden: Headers = { 'X-Robots-Tag': 'noindex' };

/**
 * Short: a correction, or a card that is withdrawn, reaches readers of partners within five minutes
 * (standards E16).
 */
const soon: Headers = { 'Cache-Control': 'public, max-age=300, must-revalidate' };

/**
 * What a card has no use for, so that no partner can lend it. Only names that browsers know: an
 * unknown one is a warning there.
 */
// oxfmt-ignore
const unused = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'geolocation', 'gyroscope', 'hid',
  'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-get',
  'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'
];

/**
 * What a card is sent with (standards E03, E10, E11, E13). The header cannot know the hashes of a
 * card's style and script, so it allows what stands inline and the policy that each card carries
 * narrows that by hash: a browser applies both. No `X-Frame-Options`: it knows no value that lets
 * every site frame a page.
 */
const card: Headers = {
  ...everywhere,
  ...readable,
  ...hidden,
  ...soon,
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // `*` stands for http and https alone: `file:` adds drafts opened from a disk and apps that
    // carry their pages.
    'frame-ancestors * file:'
  ].join('; '),
  // Nothing is loaded, so nothing is lost; a partner whose page isolates itself may frame no page
  // without it.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', ')
};

/** Paths of the site that are sent with the same headers. */
export interface PathClass {
  name: string;
  /**
   * From the site's root. `:language` is the folder of one language, any other `:name` is one name
   * without a slash, a `*` at the end is whatever is left. No path of the site is in two classes,
   * since some hosts send the headers of both.
   */
  paths: readonly string[];
  headers: Headers;
}

/**
 * Every class of paths. Strict-Transport-Security is not here: it binds the whole host name, so
 * only its owner can promise it.
 */
export const pathClasses: readonly PathClass[] = [
  {
    name: 'page',
    paths: ['/', '/index.html', '/404.html', '/robots.txt', '/sitemap.xml', '/:language/*'],
    headers: page
  },
  // A shared section is found through the story, not beside it.
  { name: 'share', paths: ['/share/:language/*'], headers: { ...page, ...hidden } },
  {
    name: 'asset',
    paths: ['/assets/*'],
    // Their names carry their own checksum; no others do.
    headers: { ...everywhere, 'Cache-Control': 'public, max-age=31536000, immutable' }
  },
  // A day: an old one at worst shows a letter in the next typeface of the list.
  {
    name: 'font',
    paths: ['/fonts/*', '/icons/*'],
    headers: { ...everywhere, 'Cache-Control': 'public, max-age=86400' }
  },
  {
    name: 'data',
    paths: ['/data/*'],
    headers: { ...everywhere, ...readable, 'Cache-Control': 'no-cache' }
  },
  // A pinned card still takes corrections, so it is not kept longer than a live one.
  {
    name: 'card',
    paths: ['/embed/v1/:language/*', '/embed/v1/editions/:edition/:language/*'],
    headers: card
  },
  {
    name: 'partner',
    paths: [
      '/embed/v1/:file',
      '/embed/v1/oembed/:language/*',
      '/embed/v1/packs/:language/*',
      '/embed/v1/editions/:edition/:file',
      '/embed/v1/editions/:edition/oembed/:language/*'
    ],
    headers: { ...everywhere, ...readable, ...hidden, ...soon }
  }
];

/** Every header of every class, with its value there. */
export const sentHeaders = pathClasses.flatMap(({ name, headers }) =>
  Object.entries(headers).map(([header, value]) => ({ header, value, name }))
);

const languageFolder = '/:language/';

/**
 * Returns every pattern with what it is sent with, languages written out: `Content-Language`
 * follows the folder.
 */
export function pathRules(): { pattern: string; headers: Headers }[] {
  const inLanguage = (pattern: string, headers: Headers, language: Language) => ({
    pattern: pattern.replace(languageFolder, `/${language}/`),
    headers: { ...headers, 'Content-Language': language }
  });
  return pathClasses.flatMap(({ paths, headers }) =>
    paths.flatMap((pattern) =>
      pattern.includes(languageFolder)
        ? languages.map((language) => inLanguage(pattern, headers, language))
        : [{ pattern, headers }]
    )
  );
}

/**
 * Returns a pattern as a regular expression over paths from the site's root, without anchors and
 * without a group that captures.
 */
export function patternSource(pattern: string): string {
  return pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(languageFolder, `/(?:${languages.join('|')})/`)
    .replace(/:\w+/g, (name, at: number, all: string) => (all[at - 1] === '/' ? '[^/]+' : name))
    .replace(/\*$/, '.*');
}

/**
 * Returns what a path from the site's root is sent with; one that belongs to no class is sent as a
 * page, which allows least.
 */
export function headersFor(path: string): Headers {
  const rooted = `/${path.replace(/^\/+/, '')}`;
  return (
    pathRules().find(({ pattern }) => new RegExp(`^${patternSource(pattern)}$`).test(rooted))
      ?.headers ?? page
  );
}

/**
 * Returns the `_headers` file that Cloudflare Pages and Netlify read at the root of a site
 * (https://developers.cloudflare.com/pages/configuration/headers/,
 * https://docs.netlify.com/manage/routing/headers/). Cloudflare joins a header that two rules send
 * with a comma, which would hold a card to the policy of a page too: so no path has two rules, and
 * there is no rule for everything.
 */
export function headersFile(): string {
  const rules = pathRules().map(({ pattern, headers }) =>
    [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  );
  return `${rules.join('\n\n')}\n`;
}
