import { escapeMarkup } from '../../copy/markup.ts';
import type { Language } from '../../locale/languages.ts';
import { colours } from './colours.ts';
import { element } from './element.ts';

/** What a picture on its own is: its size in its own units, and its text alternative in two parts (standards A13). */
export interface DrawingParts {
  width: number;
  height: number;
  language: Language;
  /** One sentence that names the picture. */
  name: string;
  /** Pattern, range and gaps. */
  description: string;
}

/** Returns a whole SVG file on the house's paper, with its text alternative inside. `children` is markup. */
export function drawing({ width, height, language, name, description }: DrawingParts, children: string): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    lang: language,
    role: 'img',
    'aria-labelledby': 'name description'
  };
  const ground = element('rect', { width, height, fill: colours.paper });
  const alternative =
    element('title', { id: 'name' }, escapeMarkup(name)) + element('desc', { id: 'description' }, escapeMarkup(description));
  return `${element('svg', attributes, `${alternative}${ground}${children}`)}\n`;
}
