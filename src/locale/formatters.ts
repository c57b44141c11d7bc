import { locales, type Language } from './languages.ts';

/**
 * Returns what gives the formatter of a language, the same one each time: making one costs a
 * hundred times what using it does.
 */
export function madeOnce<Formatter>(make: (locale: string, digits: number) => Formatter) {
  const made = new Map<string, Formatter>();
  return (language: Language, digits = 0): Formatter => {
    const key = `${language} ${digits}`;
    let formatter = made.get(key);
    if (!formatter) made.set(key, (formatter = make(locales[language], digits)));
    return formatter;
  };
}

/** Numbers as they are: at most three digits after the mark. */
export const plainNumbers = /* @__PURE__ */ madeOnce((locale) => new Intl.NumberFormat(locale));

/** Numbers with so many digits after the mark, no fewer and no more. */
export const numbersTo = /* @__PURE__ */ madeOnce(
  (locale, digits) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
);

/**
 * Numbers with so many digits after the mark and none between thousands, as a program reads them in
 * English.
 */
export const machineNumbers = /* @__PURE__ */ madeOnce(
  (locale, digits) =>
    new Intl.NumberFormat(locale, {
      useGrouping: false,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits
    })
);

/** Large numbers with their scale as a word. */
export const numbersInWords = /* @__PURE__ */ madeOnce(
  (locale) =>
    new Intl.NumberFormat(locale, {
      notation: 'compact',
      compactDisplay: 'long',
      maximumFractionDigits: 1
    })
);

/** Which form of a word goes with a number. */
export const plurals = /* @__PURE__ */ madeOnce((locale) => new Intl.PluralRules(locale));

const dates = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;

/** Months with their year. */
export const months = /* @__PURE__ */ madeOnce((locale) => new Intl.DateTimeFormat(locale, dates));

/** Lists as a sentence has them. */
export const lists = /* @__PURE__ */ madeOnce((locale) => new Intl.ListFormat(locale));

/** Lists with nothing but marks between. */
export const unitLists = /* @__PURE__ */ madeOnce(
  (locale) => new Intl.ListFormat(locale, { type: 'unit' })
);

/** Where a sentence ends. */
export const sentenceSegmenters = /* @__PURE__ */ madeOnce(
  (locale) => new Intl.Segmenter(locale, { granularity: 'sentence' })
);

/** Days with their month and year. */
export const days = /* @__PURE__ */ madeOnce(
  (locale) => new Intl.DateTimeFormat(locale, { ...dates, day: 'numeric' })
);
