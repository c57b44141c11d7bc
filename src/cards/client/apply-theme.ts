import { mediaOf } from './media-of.ts';
import { legibleTheme, type CardTheme } from './theme.ts';

const darkQuery = '(prefers-color-scheme: dark)';
/** Conditions that stand in its place where the partner has chosen: one always holds, one never. */
const instead = { dark: '(min-width: 0px)', light: '(max-width: -1px)' };

/**
 * Gives a card the theme that its address asks for, and again when the reader's day turns to night. Written through the style sheet
 * and never as an attribute, which the card's policy forbids. Without script a card follows the reader's light or dark.
 */
export function applyTheme(window: Window & typeof globalThis, asked: CardTheme): void {
  if (!Object.keys(asked).length) return;
  const { style } = window.document.documentElement;
  const dark = window.matchMedia(darkQuery);
  const media = mediaOf(window.document.styleSheets)
    .map((list) => ({ list, written: list.mediaText }))
    .filter(({ written }) => written.includes(darkQuery));

  const apply = () => {
    const { theme, properties } = legibleTheme(asked, dark.matches ? 'dark' : 'light');
    for (const { list, written } of media) list.mediaText = theme ? written.replace(darkQuery, instead[theme]) : written;
    style.colorScheme = theme ?? '';
    for (const name of ['paper', 'ink', 'accent', 'font', 'width'].map((part) => `--terhubung-${part}`)) {
      // An empty value takes the property away.
      style.setProperty(name, properties[name] ?? '');
    }
  };
  apply();
  dark.addEventListener('change', apply);
}
