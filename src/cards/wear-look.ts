import { lookProperties, themeOf, type Look } from './look.ts';

const darkQuery = '(prefers-color-scheme: dark)';
/** Two conditions that stand in its place where the partner has chosen: one always holds, one never. */
const always = '(min-width: 0px)';
const never = '(max-width: -1px)';

function* mediaIn(rules: CSSRuleList): Generator<MediaList> {
  for (const rule of rules) {
    if ('media' in rule) yield rule.media as MediaList;
    if ('cssRules' in rule) yield* mediaIn(rule.cssRules as CSSRuleList);
  }
}

/**
 * Gives a card the look that its address asks for. Written through the style sheet and never as an attribute, which the
 * card's policy forbids. Without script a card follows the reader's light or dark.
 */
export function wearLook(window: Window & typeof globalThis, look: Look): void {
  if (!Object.keys(look).length) return;
  const { document } = window;
  const root = document.documentElement;
  const inDark = [...document.styleSheets]
    .flatMap((sheet) => [...mediaIn(sheet.cssRules)])
    .filter((media) => media.mediaText.includes(darkQuery));
  const asWritten = inDark.map((media) => media.mediaText);

  const wear = (worn: Look) => {
    const theme = themeOf(worn);
    inDark.forEach((media, index) => {
      media.mediaText = asWritten[index]!.replace(darkQuery, theme ? (theme === 'dark' ? always : never) : darkQuery);
    });
    root.style.colorScheme = theme ?? '';
    const own = window.getComputedStyle(root);
    const [paper, ink] = ['--paper', '--ink'].map((name) => own.getPropertyValue(name).trim());
    const properties = lookProperties(worn, { paper: paper!, ink: ink! });
    if (worn.paper && !properties['--terhubung-paper']) {
      // A paper that is refused decides no theme either.
      const { paper: _refused, ...rest } = worn;
      wear(rest);
      return;
    }
    for (const name of ['paper', 'ink', 'accent', 'font', 'width'].map((part) => `--terhubung-${part}`)) {
      // An empty value takes the property away.
      root.style.setProperty(name, properties[name] ?? '');
    }
  };
  wear(look);
  // What is legible by day may not be by night.
  window.matchMedia(darkQuery).addEventListener('change', () => wear(look));
}
