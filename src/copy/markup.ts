import { addedLanguages, directionOf } from '#locale/languages.ts';

export function escapeMarkup(text: string) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

export const tag = (name: string, text: string, attributes = '') =>
  `<${name}${attributes}>${escapeMarkup(text)}</${name}>`;

export function htmlShell(language: string, head: readonly string[], body: string) {
  const lines = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...head
  ];
  const draft = addedLanguages.find(({ tag: one }) => one === language)?.draftBy;
  const note =
    draft === undefined
      ? ''
      : tag('p', `Draft translation by ${draft}`, ' class="draft" lang="en" dir="ltr"');
  const way = directionOf(language) === 'rtl' ? ' dir="rtl"' : '';
  return `<!doctype html>\n<html lang="${language}"${way}>\n<head>\n${lines.join('\n')}\n</head>\n<body>\n${note}${body}\n</body>\n</html>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'"
};

export function plainText(html: string) {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replaceAll('\u00a0', ' ')
    .trim();
}
