import { createHash } from 'node:crypto';
import { escapeMarkup, htmlShell, tag } from '#copy/markup.ts';
import { ownColours } from '#cards/client/theme.ts';
import { shareSize } from '#charts/drawing/share-card.ts';
import { languages, locales, type Language } from '#locale/languages.ts';
import { keepDoubled } from '#locale/without-breaks.ts';
import { addedStyles } from '#pages/added-styles.ts';
import type { DeferredAssets } from '#pages/client/boot.ts';
import { overdueScript } from '#pages/client/overdue.ts';
import { contentSecurityPolicy } from '../headers.ts';

export interface Assets {
  script: string;
  styles: string[];
  later?: string[];
}

/** Paths are relative, so that the site works under any address. */
export interface PageParts {
  language: Language;
  title: string;
  description: string;
  body: string;
  home: string;
  assets: Assets;
  /** Inline styles; `boot` and the body then load `assets.styles`. */
  style?: string;
  /** True for a page that requests nothing: without typefaces and icon. */
  isOneFile?: boolean;
  /** Inline script before the first paint; it loads `assets.script`. */
  boot?: string;
  within?: string;
  /** Set if the body has the script that shows an overdue notice (D14). */
  reviewBy?: string | null;
  /** Path below the language: `''`, `methods/`; null for untranslated pages. */
  slug: string | null;
  /** A page for link previews: its path, and the page that search engines should list. */
  shared?: { path: string; canonical: string };
  /** Preview picture of `shareSize`: path from the root, and alt text. */
  image?: { path: string; alt: string };
  address: string;
  /** Further `<link>` elements, such as oEmbed discovery. */
  links?: readonly string[];
  jsonLd?: Record<string, unknown>[];
  noindex?: boolean;
}

export const restOf = ({ styles, script }: Assets, home: string): DeferredAssets => ({
  stylesheet: `${home}${styles[0]}`,
  script: `${home}${script}`
});

export const styleLink = (home: string, file: string) =>
  `<link rel="stylesheet" href="${home}${file}">`;

/** Inline, because font paths depend on the address. The fallbacks have the same widths. */
export const typefaces = (home: string) =>
  [
    ['Serif', '400 600', 'source-serif-4'],
    ['Sans', '400 700', 'public-sans']
  ]
    .map(
      ([name, weight, file]) =>
        `@font-face{font-family:'Terhubung ${name}';src:url(${home}fonts/${file}.woff2) format('woff2');font-weight:${weight};font-display:swap}`
    )
    .join('');

const meta = (key: 'name' | 'property' | 'http-equiv', name: string, content: string | number) =>
  `<meta ${key}="${name}" content="${escapeMarkup(String(content))}">`;

export function htmlDocument(parts: PageParts) {
  const { home, assets } = parts;
  const base = parts.address || home;
  const inline = [
    ...[parts.boot, parts.within].filter((script) => script !== undefined),
    ...(parts.reviewBy ? [overdueScript()] : [])
  ];
  const hashes = inline.map(
    (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`
  );
  const { language, slug, image, shared, address } = parts;
  const self = `${language}/${slug}`;
  const others = languages.filter((one) => one !== language);
  const localeOf = (one: Language) => locales[one].replace('-', '_');
  const head = [
    meta('http-equiv', 'Content-Security-Policy', contentSecurityPolicy(hashes)),
    meta('name', 'referrer', 'no-referrer'),
    tag('title', parts.title),
    meta('name', 'description', parts.description),
    // https://developers.google.com/search/docs/appearance/google-discover: allows a large preview.
    parts.noindex || image
      ? meta('name', 'robots', parts.noindex ? 'noindex' : 'max-image-preview:large')
      : [],
    meta('name', 'color-scheme', 'light dark'),
    Object.entries(ownColours).map(
      ([scheme, { paper }]) =>
        `<meta name="theme-color" media="(prefers-color-scheme: ${scheme})" content="${paper}">`
    ),
    parts.isOneFile ? [] : `<style>${typefaces(home)}</style>`,
    parts.boot ? `<script>${parts.boot}</script>` : [],
    parts.style === undefined
      ? assets.styles.map((file) => styleLink(home, file))
      : `<style>${parts.style}</style>`,
    addedStyles(language) ? `<style>${addedStyles(language)}</style>` : [],
    // Without a named icon, browsers request one.
    `<link rel="icon" ${parts.isOneFile ? 'href="data:,"' : `type="image/svg+xml" href="${home}icons/favicon.svg"`}>`,
    slug === null
      ? []
      : [
          `<link rel="canonical" href="${base}${self}">`,
          ...languages.map(
            (one) => `<link rel="alternate" hreflang="${one}" href="${base}${one}/${slug}">`
          ),
          slug === '' ? `<link rel="alternate" hreflang="x-default" href="${base}">` : [],
          address ? meta('property', 'og:url', base + self) : [],
          `<link rel="alternate" type="application/atom+xml" href="${home}${language}/corrections.atom">`,
          others.map((one) => meta('property', 'og:locale:alternate', localeOf(one))),
          meta('property', 'og:locale', localeOf(language))
        ],
    shared
      ? [
          `<link rel="canonical" href="${base}${shared.canonical}">`,
          // Some apps preview `og:url` instead of this page.
          address ? meta('property', 'og:url', base + shared.path) : []
        ]
      : [],
    (parts.jsonLd ?? []).map(
      (data) =>
        `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`
    ),
    meta('property', 'og:title', parts.title),
    meta('property', 'og:description', parts.description),
    meta('property', 'og:type', 'article'),
    image
      ? [
          // https://ogp.me needs a full address.
          meta('property', 'og:image', base + image.path),
          meta('property', 'og:image:type', 'image/png'),
          meta('property', 'og:image:width', shareSize.width),
          meta('property', 'og:image:height', shareSize.height),
          meta('property', 'og:image:alt', image.alt),
          meta('name', 'twitter:card', 'summary_large_image')
        ]
      : [],
    parts.links ?? []
  ].flat(2);
  const body = language === 'id' ? keepDoubled(parts.body) : parts.body;
  return htmlShell(language, head, body);
}

export const hydrationMarkers = /<!--(\[-?\d*!?|\]|)-->/g;

/** Removes hydration markers: nothing in the story hydrates. */
export function withoutHydrationMarkers(html: string) {
  return html.replace(/<!--\w*-->/g, '').replace(hydrationMarkers, '');
}
