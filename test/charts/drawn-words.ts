import { pageWidths, type Part, type Room } from '../../src/charts/drawing/parts.ts';

export const pageRooms: readonly Room[] = Object.values(pageWidths).map((width) => ({
  width,
  measure: (text: string) => 7 * text.length
}));

export const plain = (text: string) => text.replace(/[\s\u2060]+/g, ' ');

export function drawnWords(parts: readonly Part[]): string {
  const said = parts.map((part) => {
    if ('text' in part) return part.text;
    if ('bar' in part) return '';
    if ('columns' in part) return part.columns.map((one) => drawnWords(one.parts)).join(' ');
    if ('parts' in part) return drawnWords(part.parts);
    return [...part.drawing.markup.matchAll(/<text[^>]*>([^<]*)/g)]
      .map(([, label]) => label!.replaceAll('&lt;', '<').replaceAll('&amp;', '&'))
      .join(' ');
  });
  return plain(said.join(' '));
}
