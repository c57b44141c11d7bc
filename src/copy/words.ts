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

/** A label that is missing, or has a slot that nothing fills. */
export interface LabelFault {
  language: Language;
  key: string;
  /** With its braces. */
  slot?: string;
}

/** Returns an error with the label that it is about, for messages that name its file. */
export const labelError = (message: string, label: LabelFault): Error & { label: LabelFault } =>
  Object.assign(new Error(message), { label });

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
  const { language } = words;
  if (label === undefined)
    throw labelError(`words.json (${language}) has no label "${key}"`, { language, key });
  return label.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = slots[slot];
    if (value === undefined)
      throw labelError(`label "${key}" (${language}) needs the slot {${slot}}`, {
        language,
        key,
        slot: `{${slot}}`
      });
    return typeof value === 'number' ? numberFormat(language).format(value) : value;
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
