import { legibleTheme, type CardTheme } from './theme.ts';

/**
 * What has conditions, and rules that may have some of their own: a style sheet, or a rule of one.
 */
interface Conditional {
  media?: MediaList;
  cssRules?: Iterable<object>;
}

/**
 * Returns the conditions of style sheets and of their rules. A card is changed through them: its
 * policy forbids attributes of style.
 */
const mediaOf = (sheets: Iterable<object>): MediaList[] =>
  [...sheets].flatMap(({ media, cssRules = [] }: Conditional) =>
    [media ?? [], mediaOf(cssRules)].flat()
  );

/**
 * Gives a card the screen's rules on paper, where its frame is as tall; not its colours: browsers
 * print no dark ground for light words.
 */
export function printAsSeen(): void {
  for (const list of mediaOf(document.styleSheets))
    if (!list.mediaText.includes('scheme'))
      list.mediaText = list.mediaText.replace('print', 'not all').replace('screen', 'all');
}

const darkQuery = '(prefers-color-scheme: dark)';
/** Conditions that stand in its place where the partner has chosen: one always holds, one never. */
const instead = { dark: '(min-width: 0px)', light: '(max-width: -1px)' };

/**
 * Gives a card the theme of its address, by day and by night; through its style sheet, since its
 * policy forbids attributes of style.
 */
export function applyTheme(asked: CardTheme): void {
  if (!Object.keys(asked).length) return;
  const { style } = document.documentElement;
  const dark = matchMedia(darkQuery);
  const media = mediaOf(document.styleSheets)
    .map((list) => ({ list, written: list.mediaText }))
    .filter(({ written }) => written.includes(darkQuery));

  const apply = () => {
    const { theme, properties } = legibleTheme(asked, dark.matches ? 'dark' : 'light');
    for (const { list, written } of media)
      list.mediaText = theme ? written.replace(darkQuery, instead[theme]) : written;
    // Without `only`, Chromium on Android darkens a light card by night: its key and not its map.
    style.colorScheme = theme ? `only ${theme}` : '';
    for (const name of ['paper', 'ink', 'accent', 'font', 'width'].map(
      (part) => `--terhubung-${part}`
    )) {
      // An empty value takes the property away.
      style.setProperty(name, properties[name] ?? '');
    }
  };
  apply();
  dark.addEventListener('change', apply);
}
