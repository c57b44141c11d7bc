import { escapeMarkup, htmlShell } from '../../copy/markup.ts';
import { colours } from '../../charts/drawing/colours.ts';
import type { Language } from '../../locale/languages.ts';

/** What a page of a pack is made of. `body` is markup. */
export interface PackDocument {
  language: Language;
  title: string;
  body: string;
}

const styles = [
  `body{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 4rem;background:${colours.paper};color:${colours.ink};font:1rem/1.5 system-ui,sans-serif}`,
  'h1,h2,h3{font-family:Georgia,serif;font-weight:400;line-height:1.2;text-wrap:balance}',
  'h1{font-size:2.25rem;margin:0 0 1rem}',
  'h2{font-size:1.75rem;margin:3rem 0 1rem}',
  'h3{font-size:1.375rem;margin:0 0 .25rem}',
  `a{color:${colours.c4};text-underline-offset:.15em}`,
  'table{border-collapse:collapse;margin:1.5rem 0}',
  'caption{text-align:start;font-weight:600}',
  'th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid;text-align:start;vertical-align:top}',
  'td.end,th.end{text-align:end}',
  'img{max-width:100%;height:auto}',
  '.kit{list-style:none;margin:2rem 0 0;padding:0}',
  `.kit li{display:flex;gap:0 1.5rem;align-items:flex-start;padding:1.5rem 0;border-top:1px solid ${colours.line}}`,
  `.kit img{flex:none;border:1px solid ${colours.line}}`,
  '.kit p{margin:0 0 .5rem}',
  '@media (max-width:40rem){.kit li{display:block}.kit img{margin:0 0 .75rem}}'
].join('');

/** Returns a page that needs nothing else and runs no script: to be opened from a disk, or to copy its parts from. */
export function packDocument({ language, title, body }: PackDocument): string {
  const head = [
    '<meta name="robots" content="noindex">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${styles}</style>`
  ];
  return htmlShell(language, head, body);
}
