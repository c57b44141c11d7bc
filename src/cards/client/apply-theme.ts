import { legibleTheme, type CardTheme } from './theme.ts';

interface Conditional {
  media?: MediaList;
  cssRules?: Iterable<object>;
}

/** All media queries, nested ones too. The card's policy forbids style attributes. */
const mediaOf = (sheets: Iterable<object>): MediaList[] =>
  [...sheets].flatMap(({ media, cssRules = [] }: Conditional) =>
    [media ?? [], mediaOf(cssRules)].flat()
  );

/** Prints a card as on screen, so that it still fits its frame, but in the colours of paper. */
export function printLikeScreen() {
  for (const list of mediaOf(document.styleSheets))
    if (!list.mediaText.includes('scheme'))
      list.mediaText = list.mediaText.replace('print', 'not all').replace('screen', 'all');
}

const darkQuery = '(prefers-color-scheme: dark)';
/** One always matches, the other never does. */
const instead = { dark: '(min-width: 0px)', light: '(max-width: -1px)' };

/** Changes the style sheet, because the card's policy forbids style attributes. */
export function applyTheme(asked: CardTheme) {
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
    // Without `only`, Chromium on Android darkens a light card at night, but not its map.
    style.colorScheme = theme ? `only ${theme}` : '';
    // An empty value removes the property.
    for (const name of ['--terhubung-paper', '--terhubung-ink', '--terhubung-accent'])
      style.setProperty(name, properties[name] ?? '');
  };
  apply();
  dark.addEventListener('change', apply);
}
