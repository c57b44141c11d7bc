/**
 * The parameters of a card's address, and attributes of `<terhubung-figure>`, by which a partner
 * chooses its theme and whose help it prints.
 */
export const themeNames = ['theme', 'paper', 'ink', 'accent', 'font', 'width', 'help'] as const;

export type ColourScheme = 'light' | 'dark';

/**
 * What a partner asks of a card's asked. What is missing, or was refused, is as the card has it.
 */
export interface CardTheme {
  /** Without one, the reader's own setting. */
  theme?: ColourScheme;
  /**
   * `#rrggbb`: behind the words, of the words, and of what can be chosen. The figures keep their
   * own.
   */
  paper?: string;
  ink?: string;
  accent?: string;
  /** Families in the order in which they are tried. */
  font?: string;
  /** The card's greatest width, CSS px. */
  width?: number;
}

/** Nothing but the reader's own fonts: a face would cost more bytes than the card. */
const fonts: Readonly<Record<string, string>> = {
  serif: "ui-serif,Georgia,'Noto Serif'",
  sans: 'system-ui'
};

/**
 * The paper, the ink and the ink of what is said by the way, of a card that nobody has given a
 * theme: those of `colours.css`.
 */
export const ownColours: Readonly<
  Record<ColourScheme, Readonly<Record<'paper' | 'ink' | 'soft', string>>>
> = {
  light: { paper: '#fbfaf6', ink: '#1d2529', soft: '#465157' },
  dark: { paper: '#15191b', ink: '#ece9e1', soft: '#b9bdbb' }
};

/** The narrowest and the widest card whose height was measured, CSS px (standards E04). */
export const themeWidths = { least: 320, most: 720 } as const;

/**
 * The least contrast of words with what is behind them
 * (https://www.w3.org/TR/WCAG22/#contrast-minimum).
 */
const leastContrast = 4.5;

/** Where black and white words are equally easy to read: sqrt(1.05 × 0.05) − 0.05. */
const middle = 0.179;

/** Returns `#rrggbb` for three or six hexadecimal digits, `undefined` for anything else. */
function readColour(value: string | null): string | undefined {
  const digits = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(value ?? '')?.[1]?.toLowerCase();
  return digits && `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

/**
 * Returns the theme that a query asks for, `?theme=dark&accent=0a7`. What is no value of its kind
 * is left out without a word.
 */
export function readTheme(query: string): CardTheme {
  const given = new URLSearchParams(query);
  const asked: CardTheme = {};
  const theme = given.get('theme');
  if (theme === 'light' || theme === 'dark') asked.theme = theme;
  for (const name of ['paper', 'ink', 'accent'] as const) {
    const colour = readColour(given.get(name));
    if (colour) asked[name] = colour;
  }
  const font = given.get('font') ?? '';
  if (Object.hasOwn(fonts, font)) asked.font = fonts[font]!;
  const width = given.get('width') ?? '';
  if (/^\d{3}$/.test(width) && +width >= themeWidths.least && +width <= themeWidths.most)
    asked.width = +width;
  return asked;
}

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/**
 * Returns the relative luminance, 0 to 1, of a colour `#rrggbb`
 * (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
 */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(parseInt(colour.slice(at, at + 2), 16) / 255)
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Returns the contrast ratio, 1 to 21, of two colours `#rrggbb`
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
 */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(a, b) / Math.min(a, b);
}

/**
 * Returns the colour scheme that a theme needs: a paper decides it, since all that lies on it must
 * be seen. `undefined` leaves it to the reader.
 */
const themeOf = ({ theme, paper }: CardTheme): ColourScheme | undefined =>
  paper ? (luminance(paper) < middle ? 'dark' : 'light') : theme;

/** What is left of a theme when all that would be hard to read is refused. */
export interface LegibleTheme {
  /** Without one, the reader's own setting. */
  theme: ColourScheme | undefined;
  /** Custom properties by name, `--terhubung-paper`. */
  properties: Readonly<Record<string, string>>;
}

/**
 * Returns a theme as a card takes it by the reader's own setting: what is hard to read is refused,
 * the ink first, then the paper too.
 */
export function legibleTheme(asked: CardTheme, reader: ColourScheme): LegibleTheme {
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
  // A partner's ink is that of every word. On a paper too near to the card's softer ink, its own
  // is.
  const ink = chosen ?? (isLegible(own.soft, paper) ? undefined : own.ink);
  const width = asked.width && `${asked.width}px`;
  const properties = { paper, ink, accent, font: asked.font, width };
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value ? [[`--terhubung-${name}`, value]] : []
  );
  return { theme, properties: Object.fromEntries(given) as Record<string, string> };
}
