import type { ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import { escapeMarkup, htmlShell, tag } from '#copy/markup.ts';
import { typefaces } from '#site/pages/document.ts';
import script from './client.js?raw';
import Shell from './Shell.svelte';
import styles from './window.css?inline';

export type Shown = ComponentProps<typeof Shell>;

export const windowScript = script;
export const windowStyles = `${typefaces('')}${styles}`;

/** In seconds, for a browser without scripts. */
const reload = 3;

export function pageDocument(shown: Shown): string {
  const { home, language, title, isWaiting } = shown;
  const head = [
    tag('title', `${shown.said?.failed ? '⚠ ' : ''}${title} · terhubung`),
    '<meta name="color-scheme" content="light dark">',
    `<link rel="stylesheet" href="${escapeMarkup(home)}window.css">`,
    `<link rel="icon" type="image/svg+xml" href="${escapeMarkup(home)}favicon.svg">`,
    `<script defer src="${escapeMarkup(home)}window.js"></script>`,
    ...(isWaiting ? [`<noscript><meta http-equiv="refresh" content="${reload}"></noscript>`] : [])
  ];
  return htmlShell(language, head, render(Shell, { props: shown }).body);
}
