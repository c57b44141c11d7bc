import { locales, type Language } from './languages.ts';

/** Caches a formatter per language: making one costs a hundred times as much as using it. */
export function cachedFormatter<Formatter>(make: (locale: string, digits: number) => Formatter) {
  const made = new Map<string, Formatter>();
  return (language: Language, digits = 0) => {
    const key = `${language} ${digits}`;
    let formatter = made.get(key);
    if (!formatter) made.set(key, (formatter = make(locales[language], digits)));
    return formatter;
  };
}

export const numberFormat = /* @__PURE__ */ cachedFormatter(
  (locale) => new Intl.NumberFormat(locale)
);

export const fixedNumberFormat = /* @__PURE__ */ cachedFormatter(
  (locale, digits) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
);

/** For programs: a decimal point in English, and no thousands separators. */
export const ungroupedNumberFormat = /* @__PURE__ */ cachedFormatter(
  (locale, digits) =>
    new Intl.NumberFormat(locale, {
      useGrouping: false,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits
    })
);

/** `18.4 million` */
export const compactNumberFormat = /* @__PURE__ */ cachedFormatter(
  (locale) =>
    new Intl.NumberFormat(locale, {
      notation: 'compact',
      compactDisplay: 'long',
      maximumFractionDigits: 1
    })
);

export const pluralRules = /* @__PURE__ */ cachedFormatter(
  (locale) => new Intl.PluralRules(locale)
);

const dates = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;

export const monthFormat = /* @__PURE__ */ cachedFormatter(
  (locale) => new Intl.DateTimeFormat(locale, dates)
);

export const listFormat = /* @__PURE__ */ cachedFormatter((locale) => new Intl.ListFormat(locale));

/** Separated by commas alone. */
export const unitListFormat = /* @__PURE__ */ cachedFormatter(
  (locale) => new Intl.ListFormat(locale, { type: 'unit' })
);

export const sentenceSegmenter = /* @__PURE__ */ cachedFormatter(
  (locale) => new Intl.Segmenter(locale, { granularity: 'sentence' })
);

export const dayFormat = /* @__PURE__ */ cachedFormatter(
  (locale) => new Intl.DateTimeFormat(locale, { ...dates, day: 'numeric' })
);
