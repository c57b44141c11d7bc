import { numberFormat, pluralRules } from '../locale/formatters.ts';
import type { Language } from '../locale/languages.ts';
import type { Label } from './label.ts';

/** Labels of one language by key, from `data/copy/<lang>/words.json`; values may hold `{slots}`. */
export type Labels = Readonly<Record<string, string>>;

/** The words a chart, page or card may speak in one language. */
export interface Words {
  language: Language;
  labels: Labels;
  /** Reviewed country names by ISO-3 code, from `countries.json` (standards V32). */
  countries: Readonly<Record<string, string>>;
}

/**
 * Returns the label `key` with each `{slot}` filled. When `count` is among the slots, `key.one`,
 * `key.other` … is chosen by the language's plural rule.
 * @throws Error naming the language and key when the label or a slot is missing.
 */
export function speak(
  words: Words,
  key: Label,
  slots: Record<string, string | number> = {}
): string {
  const plural =
    typeof slots['count'] === 'number'
      ? pluralRules(words.language).select(slots['count'])
      : undefined;
  const label =
    (plural && words.labels[`${key}.${plural}`]) ??
    words.labels[key] ??
    words.labels[`${key}.other`];
  if (label === undefined) throw new Error(`words.json (${words.language}) has no label "${key}"`);
  return label.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = slots[slot];
    if (value === undefined)
      throw new Error(`label "${key}" (${words.language}) needs the slot {${slot}}`);
    return typeof value === 'number' ? numberFormat(words.language).format(value) : value;
  });
}

/** Whether a key that is made of what is shown has a label. */
export const hasLabel = (labels: Labels, key: string): key is Label => key in labels;

/** Returns the reviewed name of an economy. @throws Error when `countries.json` lacks the code. */
export function countryName(words: Words, iso3: string): string {
  const name = words.countries[iso3];
  if (name === undefined)
    throw new Error(`countries.json (${words.language}) has no name for "${iso3}"`);
  return name;
}
