import { createHash } from 'node:crypto';
import { escapeMarkup, htmlShell } from '../../copy/markup.ts';
import { ownColours } from '../../cards/client/theme.ts';
import { shareSize } from '../../charts/drawing/share-card.ts';
import { languages, locales, type Language } from '../../locale/languages.ts';
import type { DeferredAssets } from '../../pages/client/boot.ts';
import { overdueScript } from '../../pages/client/upkeep.ts';
import { contentSecurityPolicy } from '../headers.ts';

/** The files of the client build that a page names, relative to the site's root. */
export interface Assets {
  script: string;
  styles: string[];
  /** What the script loads when a reader first moves. */
  later?: string[];
}

/** What one HTML file is made of. Paths are relative, so that the site works under any address. */
export interface PageParts {
  language: Language;
  title: string;
  description: string;
  body: string;
  /** Path from this page to the site's root: `''`, `../` … */
  home: string;
  assets: Assets;
  /** Styles that stand in the page; `assets.styles` are then asked for by `boot` and the body. */
  style?: string;
  /**
   * Inline script run before the first paint, which asks for `assets.script`; none on pages without
   * figures.
   */
  boot?: string;
  /** Another inline script, which the body carries. */
  within?: string;
  /** Set where the body carries the script that shows what is overdue (standards D14). */
  reviewBy?: string | null;
  /**
   * The page's path below its language, the same in every language: `''`, `methods/`; null for a
   * page that is not translated.
   */
  slug: string | null;
  /**
   * Of a page that is only what a link shows: its own path, and that of the page which search
   * engines shall know instead.
   */
  shared?: { path: string; canonical: string };
  /**
   * The picture that a link to the page shows: its path from the root, and its words. Of
   * `shareSize`.
   */
  image?: { path: string; alt: string };
  /**
   * Where the site is published, with a slash at its end; empty when not known yet: addresses are
   * then relative.
   */
  address: string;
  /** Further lines of the head, such as the links by which oEmbed is discovered. */
  links?: readonly string[];
  jsonLd?: Record<string, unknown>[];
  noindex?: boolean;
}

/** Returns what the story's boot script asks for. */
export const restOf = ({ styles, script }: Assets, home: string): DeferredAssets => ({
  stylesheet: `${home}${styles[0]}`,
  script: `${home}${script}`
});

/** Returns the element that asks for a file of styles. */
export const styleLink = (home: string, file: string): string =>
  `<link rel="stylesheet" href="${home}${file}">`;

/**
 * The typefaces: said in the page, since a style that stands there finds a file only by the page's
 * own address. None is preloaded: the stand-ins of tokens.css hold the same words in a line.
 */
const typefaces = (home: string) =>
  [
    ['Serif', '400', 'source-serif-4'],
    ['Sans', '400 700', 'public-sans']
  ]
    .map(
      ([name, weight, file]) =>
        `@font-face{font-family:'Terhubung ${name}';src:url(${home}fonts/${file}.woff2) format('woff2');font-weight:${weight};font-display:swap}`
    )
    .join('');

/** Returns the whole HTML document of one page. */
export function htmlDocument(parts: PageParts): string {
  const { home, assets } = parts;
  const base = parts.address || home;
  const inline = [
    ...[parts.boot, parts.within].filter((script) => script !== undefined),
    ...(parts.reviewBy ? [overdueScript()] : [])
  ];
  const hashes = inline.map(
    (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`
  );
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(contentSecurityPolicy(hashes))}">`,
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(parts.title)}</title>`,
    `<meta name="description" content="${escapeMarkup(parts.description)}">`,
    // https://developers.google.com/search/docs/appearance/google-discover: a large picture is
    // shown where a page allows it.
    ...(parts.noindex || parts.image
      ? [`<meta name="robots" content="${parts.noindex ? 'noindex' : 'max-image-preview:large'}">`]
      : []),
    '<meta name="color-scheme" content="light dark">',
    ...Object.entries(ownColours).map(
      ([scheme, { paper }]) =>
        `<meta name="theme-color" media="(prefers-color-scheme: ${scheme})" content="${paper}">`
    ),
    `<style>${typefaces(home)}</style>`,
    ...(parts.boot ? [`<script>${parts.boot}</script>`] : []),
    ...(parts.style === undefined
      ? assets.styles.map((file) => styleLink(home, file))
      : [`<style>${parts.style}</style>`]),
    `<link rel="icon" type="image/svg+xml" href="${home}icons/favicon.svg">`,
    ...(parts.slug === null
      ? []
      : [
          `<link rel="canonical" href="${base}${parts.language}/${parts.slug}">`,
          ...languages.map(
            (language) =>
              `<link rel="alternate" hreflang="${language}" href="${base}${language}/${parts.slug}">`
          ),
          ...(parts.slug === ''
            ? [`<link rel="alternate" hreflang="x-default" href="${base}">`]
            : []),
          ...(parts.address
            ? [`<meta property="og:url" content="${base}${parts.language}/${parts.slug}">`]
            : []),
          `<link rel="alternate" type="application/atom+xml" href="${home}${parts.language}/corrections.atom">`,
          ...languages
            .filter((language) => language !== parts.language)
            .map(
              (language) =>
                `<meta property="og:locale:alternate" content="${locales[language].replace('-', '_')}">`
            ),
          `<meta property="og:locale" content="${locales[parts.language].replace('-', '_')}">`
        ]),
    ...(parts.shared
      ? [
          `<link rel="canonical" href="${base}${parts.shared.canonical}">`,
          // Some readers of these pages go by the address that is named here, and would show the
          // story's picture instead.
          ...(parts.address
            ? [`<meta property="og:url" content="${base}${parts.shared.path}">`]
            : [])
        ]
      : []),
    ...(parts.jsonLd ?? []).map(
      (data) =>
        `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`
    ),
    `<meta property="og:title" content="${escapeMarkup(parts.title)}">`,
    `<meta property="og:description" content="${escapeMarkup(parts.description)}">`,
    '<meta property="og:type" content="article">',
    ...(parts.image
      ? [
          // https://ogp.me: an address in full, which is known once the site's own is.
          `<meta property="og:image" content="${base}${parts.image.path}">`,
          '<meta property="og:image:type" content="image/png">',
          `<meta property="og:image:width" content="${shareSize.width}">`,
          `<meta property="og:image:height" content="${shareSize.height}">`,
          `<meta property="og:image:alt" content="${escapeMarkup(parts.image.alt)}">`,
          '<meta name="twitter:card" content="summary_large_image">'
        ]
      : []),
    ...(parts.links ?? [])
  ];
  return htmlShell(parts.language, head, parts.body);
}

/** The comments by which Svelte takes over its own markup: empty, `[`, `[!`, `[-1`, `]`. */
export const svelteMarks = /<!--(\[-?\d*!?|\]|)-->/g;

/**
 * Returns the story's markup without the comments that nothing reads: islands write into empty
 * places, and none is taken over.
 */
export function withoutIdleMarks(html: string): string {
  return html.replace(/<!--\w*-->/g, '').replace(svelteMarks, '');
}
