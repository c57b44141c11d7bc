import { numberFormat, pluralRules } from '#locale/formatters.ts';
import type { Language } from '#locale/languages.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Words {
  language: Language;
  labels: Labels;
  /** Claims that a label says without printing them, by key (V40). */
  states?: Readonly<Record<string, readonly string[]>>;
  /** Reviewed names by ISO 3166 code (V32). */
  countries: Readonly<Record<string, string>>;
}

export interface LabelFault {
  language: Language;
  key: string;
  placeholder?: string;
}

/** Carries the label, so that messages can name its file. */
export const labelError = (message: string, label: LabelFault) =>
  Object.assign(new Error(message), { label });

/**
 * Fills the placeholders of a label. With a `count` the locale's plural rule chooses `key.one`,
 * `key.other` …
 * @throws Error when the label or the value of a placeholder is missing.
 */
export function speak(words: Words, key: Label, values: Record<string, string | number> = {}) {
  const plural =
    typeof values['count'] === 'number'
      ? pluralRules(words.language).select(values['count'])
      : undefined;
  const label =
    (plural && words.labels[`${key}.${plural}`]) ??
    words.labels[key] ??
    words.labels[`${key}.other`];
  const { language } = words;
  if (label === undefined)
    throw labelError(`The label “${key}” (${language}) is missing.`, { language, key });
  return label.replace(/\{\w+\}/g, (placeholder) => {
    const value = values[placeholder.slice(1, -1)];
    if (value === undefined)
      throw labelError(`The label “${key}” (${language}) has no value for ${placeholder}.`, {
        language,
        key,
        placeholder
      });
    // Below a thousand no language groups digits, and Intl takes a phone 100 ms to start.
    const isPlain = Number.isInteger(value) && Number(value) < 1000;
    return typeof value === 'number' && !isPlain
      ? numberFormat(language).format(value)
      : `${value}`;
  });
}

export const hasLabel = (labels: Labels, key: string): key is Label => key in labels;

export function countryName(words: Words, iso3: string) {
  const name = words.countries[iso3];
  if (name === undefined)
    throw new Error(`countries.json (${words.language}) has no name for ${iso3}. Add it.`);
  return name;
}

/** The label files of one language; parity holds the others to the same keys. */
type LabelFiles = typeof import('../../data/copy/en/words.answers.json') &
  typeof import('../../data/copy/en/words.cards.json') &
  typeof import('../../data/copy/en/words.charts.json') &
  typeof import('../../data/copy/en/words.choropleth.json') &
  typeof import('../../data/copy/en/words.desk.json') &
  typeof import('../../data/copy/en/words.help.json') &
  typeof import('../../data/copy/en/words.json') &
  typeof import('../../data/copy/en/words.kit.json') &
  typeof import('../../data/copy/en/words.pages.json') &
  typeof import('../../data/copy/en/words.partners.json') &
  typeof import('../../data/copy/en/words.posters.json') &
  typeof import('../../data/copy/en/words.share.json') &
  typeof import('../../data/copy/en/words.statement.json') &
  typeof import('../../data/copy/en/words.story.json') &
  typeof import('../../data/copy/en/words.tables.json') &
  typeof import('../../data/copy/en/words.views.json');

type Written = Extract<keyof LabelFiles, string>;

type Counted<Key> = Key extends `${infer Name}.one`
  ? Name
  : Key extends `${infer Name}.other`
    ? Name
    : never;

/** Keys with an id of a ledger or declaration; the build names those that are missing. */
type OfLedger =
  | `unit.${string}.${'who' | 'publisher' | 'note' | 'brief'}`
  | `unknown.${'share' | 'table'}.${string}`
  | `counts.${'reports' | 'pages'}.${string}`
  | `since.${'item' | 'rail'}.${string}`
  | `share.${'lead' | 'title'}.${string}`
  | `lookup.release.${string}`
  | `help.language.${string}`;

type Known = Written | Counted<Written>;

export type Label = Known | OfLedger;

/** `LabelIn<'map.control'>` is `play`, `pause` … */
export type LabelIn<Prefix extends string, Key = Known> = Key extends `${Prefix}.${infer Rest}`
  ? Rest
  : never;
