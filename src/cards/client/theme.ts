export const themeNames = ['theme', 'paper', 'ink', 'accent', 'help'] as const;

export type ColourScheme = 'light' | 'dark';

export interface CardTheme {
  theme?: ColourScheme;
  /** `#rrggbb`. Figures keep their own colours. */
  paper?: string;
  ink?: string;
  accent?: string;
}

/** As in `colours.css`. `soft` is the ink of secondary text. */
export const ownColours: Readonly<
  Record<ColourScheme, Readonly<Record<'paper' | 'ink' | 'soft', string>>>
> = {
  light: { paper: '#fbfaf6', ink: '#1d2529', soft: '#465157' },
  dark: { paper: '#15191b', ink: '#ece9e1', soft: '#b9bdbb' }
};

/** https://www.w3.org/TR/WCAG22/#contrast-minimum */
const leastContrast = 4.5;

/** Luminance on which black and white text have equal contrast: sqrt(1.05 × 0.05) − 0.05. */
const middle = 0.179;

function readColour(value: string | null) {
  const digits = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(value ?? '')?.[1]?.toLowerCase();
  return digits && `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

/** Reads `?theme=dark&accent=0a7`. Ignores invalid values. */
export function readTheme(query: string) {
  const given = new URLSearchParams(query);
  const asked: CardTheme = {};
  const theme = given.get('theme');
  if (theme === 'light' || theme === 'dark') asked.theme = theme;
  for (const name of ['paper', 'ink', 'accent'] as const) {
    const colour = readColour(given.get(name));
    if (colour) asked[name] = colour;
  }
  return asked;
}

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, for `#rrggbb`. */
function luminance(colour: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(parseInt(colour.slice(at, at + 2), 16) / 255)
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string) {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(a, b) / Math.min(a, b);
}

/** A chosen background decides the scheme, since everything lies on it. */
const themeOf = ({ theme, paper }: CardTheme) =>
  paper ? (luminance(paper) < middle ? 'dark' : 'light') : theme;

/** Drops colours with too little contrast: the ink first, then the background. */
export function legibleTheme(
  asked: CardTheme,
  reader: ColourScheme
): { theme: ColourScheme | undefined; properties: Readonly<Record<string, string>> } {
  const theme = themeOf(asked);
  const own = ownColours[theme ?? reader];
  const isLegible = (ink = own.ink, paper = own.paper) => contrast(ink, paper) >= leastContrast;
  const chosen = isLegible(asked.ink, asked.paper) ? asked.ink : undefined;
  if (!isLegible(chosen, asked.paper)) {
    const { paper: _refused, ...rest } = asked;
    return legibleTheme(rest, reader);
  }
  const { paper } = asked;
  const accent = isLegible(asked.accent, paper) ? asked.accent : undefined;
  // If the card's soft ink is too faint on this background, its main ink replaces it.
  const ink = chosen ?? (isLegible(own.soft, paper) ? undefined : own.ink);
  const given = Object.entries({ paper, ink, accent }).flatMap(([name, value]) =>
    value ? [[`--terhubung-${name}`, value]] : []
  );
  return { theme, properties: Object.fromEntries(given) as Record<string, string> };
}
