import { createHash } from 'node:crypto';
import { escapeMarkup, htmlShell } from '#copy/markup.ts';
import type { Language } from '#locale/languages.ts';

export interface CardParts {
  language: Language;
  title: string;
  body: string;
  styles: string;
  /** Inline, because a sandboxed frame cannot fetch. Empty for none. */
  script: string;
  /** The story in the same language (E13). */
  canonical: string;
  links: readonly string[];
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Fetches nothing, and allows only this style sheet and script (E03, E11). */
export function cardPolicy(styles: string, script: string) {
  return [
    `default-src 'none'`,
    `style-src ${hashOf(styles)}`,
    `script-src ${hashOf(script)}`,
    // For an empty icon: otherwise browsers request one and log a violation.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ');
}

export function cardDocument(parts: CardParts) {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(cardPolicy(parts.styles, parts.script))}">`,
    '<meta name="referrer" content="no-referrer">',
    // Lets browsers size the frame by its content, on any site (`frame-style.ts`).
    '<meta name="responsive-embedded-sizing" content="allow-origins=*">',
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
 * Turns `style` attributes into classes, because the policy allows styles only by hash (E03). Each
 * selector repeats its class to win over the chart's rules, as the attribute did.
 */
export function withoutInlineStyles(html: string) {
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
