import { languages, type Language } from '#locale/languages.ts';

/** Only the page's own origin (S29). `scripts` are the inline scripts allowed. */
const policy = (scripts: string) => [
  "default-src 'self'",
  `script-src 'self' ${scripts}`.trim(),
  // Marks carry their position in style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'"
];

export function contentSecurityPolicy(scriptHashes: readonly string[]) {
  return policy(scriptHashes.map((hash) => `'${hash}'`).join(' ')).join('; ');
}

export type Headers = Readonly<Record<string, string>>;

const common: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer'
};

/**
 * `frame-ancestors` works only as a header (S29, S31, E10). The page's own `<meta>` narrows inline
 * scripts by hash; browsers apply both.
 */
const page: Headers = {
  ...common,
  'Content-Security-Policy': [...policy("'unsafe-inline'"), "frame-ancestors 'self'"].join('; '),
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache'
};

const crossOrigin: Headers = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin'
};

const noIndex: Headers = { 'X-Robots-Tag': 'noindex' };

/** Corrections and withdrawals reach partners' readers within five minutes (E16). */
const shortCache: Headers = { 'Cache-Control': 'public, max-age=300, must-revalidate' };

/** Features that a partner could delegate to a card. Unknown names would log a warning. */
// oxfmt-ignore
const unused = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'geolocation', 'gyroscope', 'hid',
  'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-get',
  'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'
];

/**
 * E03, E10, E11, E13. The card's own `<meta>` narrows inline styles and scripts by hash. No
 * `X-Frame-Options`, which cannot allow every site.
 */
const card: Headers = {
  ...common,
  ...crossOrigin,
  ...noIndex,
  ...shortCache,
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // `*` covers http and https only. `file:` adds drafts on disk and apps with bundled pages.
    'frame-ancestors * file:'
  ].join('; '),
  // Cross-origin isolated pages may frame nothing without it.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', ')
};

export interface PathClass {
  name: string;
  /**
   * From the site's root. `:language` matches a language folder, any other `:name` one path
   * segment, a final `*` the rest. Patterns never overlap, because some hosts would send both sets
   * of headers.
   */
  paths: readonly string[];
  headers: Headers;
}

/** No Strict-Transport-Security: it binds the whole host, so only its owner can promise it. */
export const pathClasses: readonly PathClass[] = [
  {
    name: 'page',
    paths: ['/', '/index.html', '/404.html', '/robots.txt', '/sitemap.xml', '/:language/*'],
    headers: page
  },
  // Search should find a shared section through the story.
  { name: 'share', paths: ['/share/:language/*'], headers: { ...page, ...noIndex } },
  {
    name: 'asset',
    paths: ['/assets/*'],
    // Only these names carry their checksum.
    headers: { ...common, 'Cache-Control': 'public, max-age=31536000, immutable' }
  },
  // A day; an outdated font costs at most a fallback glyph.
  {
    name: 'font',
    paths: ['/fonts/*', '/icons/*'],
    headers: { ...common, 'Cache-Control': 'public, max-age=86400' }
  },
  {
    name: 'data',
    paths: ['/data/*', '/log/*'],
    headers: { ...common, ...crossOrigin, 'Cache-Control': 'no-cache' }
  },
  // Not longer for pinned cards, because they take corrections too.
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
    headers: { ...common, ...crossOrigin, ...noIndex, ...shortCache }
  }
];

const languageFolder = '/:language/';

export function pathRules() {
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

/** Without anchors and capturing groups. */
export function patternSource(pattern: string) {
  return pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(languageFolder, `/(?:${languages.join('|')})/`)
    .replace(/:\w+/g, (name, at: number, all: string) => (all[at - 1] === '/' ? '[^/]+' : name))
    .replace(/\*$/, '.*');
}

/** Unknown paths get the strictest headers, those of a page. */
export function headersFor(path: string) {
  const rooted = `/${path.replace(/^\/+/, '')}`;
  return (
    pathRules().find(({ pattern }) => new RegExp(`^${patternSource(pattern)}$`).test(rooted))
      ?.headers ?? page
  );
}

/**
 * For Cloudflare Pages and Netlify:
 * https://developers.cloudflare.com/pages/configuration/headers/,
 * https://docs.netlify.com/manage/routing/headers/. No path has two rules, because Cloudflare joins
 * their values with a comma, and a card would get a page's policy too.
 */
export function headersFile() {
  const rules = pathRules().map(({ pattern, headers }) =>
    [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  );
  return `${rules.join('\n\n')}\n`;
}
