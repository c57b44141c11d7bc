import { numberFormat, pluralRules } from '#locale/formatters.ts';
import type { Language } from '#locale/languages.ts';
import type { Label } from './label.ts';

/** Labels by key; values may have `{placeholders}`. */
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
  /** With its braces. */
  placeholder?: string;
}

/** Carries the label, so that messages can name its file. */
export const labelError = (message: string, label: LabelFault): Error & { label: LabelFault } =>
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
