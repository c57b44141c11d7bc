import { addedLanguages, isRightToLeft } from '../locale/languages.ts';

export function escapeMarkup(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

export const tag = (name: string, text: string, attributes = '') =>
  `<${name}${attributes}>${escapeMarkup(text)}</${name}>`;

/** What the sheets place from the left; no other page carries it. */
const mirroredStyle =
  '<style>[dir] :is(.code,pre){direction:ltr}[dir] .sections-list{right:0;left:auto}' +
  '@media (min-width:60rem){.map-year{margin-right:41vw!important;margin-left:0!important}' +
  '.choropleth-half,.choropleth-world{margin-right:57vw!important;margin-left:0!important}}' +
  '@media (min-width:72rem){[dir] .side>.text:not(.shared) :is(h1,h2){margin-right:calc(-1*var(--hang));' +
  'margin-left:0}[dir] .side>.text:not(.shared) h2,[dir] .side .picture{float:right}}</style>';

export function htmlShell(language: string, head: readonly string[], body: string): string {
  const lines = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...head
  ];
  const draft = addedLanguages.find(({ tag: one }) => one === language)?.draftBy;
  const note = draft === undefined ? '' : tag('p', `Draft translation by ${draft}`, ' lang="en"');
  const isMirrored = isRightToLeft(language);
  if (isMirrored) lines.push(mirroredStyle);
  // Drawings keep their direction: an axis of years runs from the left.
  const inside = isMirrored ? body.replaceAll('<svg ', '<svg direction="ltr" ') : body;
  return `<!doctype html>\n<html lang="${language}"${isMirrored ? ' dir="rtl"' : ''}>\n<head>\n${lines.join('\n')}\n</head>\n<body>\n${note}${inside}\n</body>\n</html>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'"
};

/** Text of a rendered line, with breaking spaces. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replaceAll('\u00a0', ' ')
    .trim();
}
