import { escapeXml } from '../charts/drawing/element.ts';
import type { Language } from '../locale/languages.ts';

/** What a page of a pack is made of. `body` is markup. */
export interface PackDocument {
  language: Language;
  title: string;
  body: string;
}

const styles = [
  'body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}',
  'table{border-collapse:collapse;margin:1.5rem 0}',
  'caption{text-align:start;font-weight:600}',
  'th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid;text-align:start;vertical-align:top}',
  'td.end,th.end{text-align:end}',
  'img{max-width:100%;height:auto}'
].join('');

/** Returns a page that needs nothing else and runs no script: to be opened from a disk, or to copy its parts from. */
export function packDocument({ language, title, body }: PackDocument): string {
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${styles}</style>`
  ];
  return `<!doctype html>\n<html lang="${language}">\n<head>\n${head.join('\n')}\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}

/** Returns an element with a text in it. */
export function tag(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes}>${escapeXml(text)}</${name}>`;
}
