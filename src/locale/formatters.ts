import { locales, type Language } from './languages.ts';

/** Caches a formatter per language: making one costs a hundred times as much as using it. */
export function madeOnce<Formatter>(make: (locale: string, digits: number) => Formatter) {
  const made = new Map<string, Formatter>();
  return (language: Language, digits = 0): Formatter => {
    const key = `${language} ${digits}`;
    let formatter = made.get(key);
    if (!formatter) made.set(key, (formatter = make(locales[language], digits)));
    return formatter;
  };
}

export const plainNumbers = /* @__PURE__ */ madeOnce((locale) => new Intl.NumberFormat(locale));

export const numbersTo = /* @__PURE__ */ madeOnce(
  (locale, digits) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
);

/** For programs: a decimal point in English, and no thousands separators. */
export const machineNumbers = /* @__PURE__ */ madeOnce(
  (locale, digits) =>
    new Intl.NumberFormat(locale, {
      useGrouping: false,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits
    })
);

/** `18.4 million` */
export const numbersInWords = /* @__PURE__ */ madeOnce(
  (locale) =>
    new Intl.NumberFormat(locale, {
      notation: 'compact',
      compactDisplay: 'long',
      maximumFractionDigits: 1
    })
);

export const plurals = /* @__PURE__ */ madeOnce((locale) => new Intl.PluralRules(locale));

const dates = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;

export const months = /* @__PURE__ */ madeOnce((locale) => new Intl.DateTimeFormat(locale, dates));

export const lists = /* @__PURE__ */ madeOnce((locale) => new Intl.ListFormat(locale));

/** Separated by commas alone. */
export const unitLists = /* @__PURE__ */ madeOnce(
  (locale) => new Intl.ListFormat(locale, { type: 'unit' })
);

export const sentenceSegmenters = /* @__PURE__ */ madeOnce(
  (locale) => new Intl.Segmenter(locale, { granularity: 'sentence' })
);

export const days = /* @__PURE__ */ madeOnce(
  (locale) => new Intl.DateTimeFormat(locale, { ...dates, day: 'numeric' })
);
