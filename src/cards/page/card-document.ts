import { createHash } from 'node:crypto';
import { escapeMarkup, htmlShell } from '../../copy/markup.ts';
import type { Language } from '../../locale/languages.ts';

/** What one card's file is made of. */
export interface CardParts {
  language: Language;
  title: string;
  body: string;
  styles: string;
  /**
   * Run in the card; inline, since a sandboxed frame has no origin to fetch from. Empty where there
   * is none.
   */
  script: string;
  /** Where search engines are sent: the story in the same language (standards E13). */
  canonical: string;
  /** Further lines of the head, such as the links by which oEmbed is discovered. */
  links: readonly string[];
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Returns the policy that a card carries: nothing is fetched, and only this style sheet and this
 * script apply (standards E03, E11).
 */
export function cardPolicy(styles: string, script: string): string {
  return [
    `default-src 'none'`,
    `style-src ${hashOf(styles)}`,
    `script-src ${hashOf(script)}`,
    // For the icon that it does not have: browsers ask the site for one that is not named, and this
    // policy would refuse it aloud.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ');
}

/**
 * Returns the whole HTML of one card: one file that asks for nothing else and works from any path.
 */
export function cardDocument(parts: CardParts): string {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(cardPolicy(parts.styles, parts.script))}">`,
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(parts.title)}</title>`,
    '<meta name="robots" content="noindex">',
    '<link rel="icon" href="data:,">',
    `<link rel="canonical" href="${escapeMarkup(parts.canonical)}">`,
    ...parts.links,
    `<style>${parts.styles}</style>`
  ];
  return htmlShell(
    parts.language,
    head,
    parts.script ? `${parts.body}\n<script>${parts.script}</script>` : parts.body
  );
}

/**
 * Returns markup in which each `style` attribute has become a class, and the rules of these
 * classes: a policy that names styles by hash lets no attribute through (standards E03). The class
 * is written twice in its selector, to win over the chart's own rules as the attribute did.
 */
export function withoutInlineStyles(html: string): { html: string; css: string } {
  const names = new Map<string, string>();
  const out = html.replace(
    /<([a-z][^<>]*?) style="([^"]*)"([^<>]*)>/g,
    (_, before: string, style: string, after: string) => {
      const known = names.get(style) ?? `s${names.size.toString(36)}`;
      names.set(style, known);
      const tag = `<${before}${after}>`;
      return / class="/.test(tag)
        ? tag.replace(/ class="/, ` class="${known} `)
        : tag.replace(/^<([^\s/>]+)/, `<$1 class="${known}"`);
    }
  );
  const css = [...names]
    .map(([style, name]) => `.${name}.${name}{${style.replace(/;\s*$/, '')}}`)
    .join('');
  return { html: out, css };
}
