import { locales, type Language } from './languages.ts';

/** Returns what gives the formatter of a language, the same one each time: making one costs a hundred times what using it does. */
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

/** Numbers with so many digits after the mark and none between thousands, as a program reads them in English. */
export const machineNumbers = /* @__PURE__ */ madeOnce(
  (locale, digits) => new Intl.NumberFormat(locale, { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits })
);

/** Which form of a word goes with a number. */
export const plurals = /* @__PURE__ */ madeOnce((locale) => new Intl.PluralRules(locale));

/** Where a sentence ends. */
export const sentenceSegmenters = /* @__PURE__ */ madeOnce((locale) => new Intl.Segmenter(locale, { granularity: 'sentence' }));
