/** The languages that the story is written in, in the order readers see them. The desk speaks them. */
export const ownLanguages = ['id', 'en'] as const;

/** One of these, or the tag of an added language, for which `byLanguage` makes a value too. */
export type Language = (typeof ownLanguages)[number];

/** The own languages, then those added from `data/languages/`. */
export const languages: [...typeof ownLanguages, ...Language[]] = [...ownLanguages];

export const byLanguage = <Value>(
  make: (language: Language) => Value,
  of: readonly Language[] = languages
): Record<Language, Value> =>
  Object.fromEntries(of.map((language) => [language, make(language)])) as Record<Language, Value>;

/** The language that a page links to as its translation. */
export const otherLanguage = (language: Language) => languages.find((other) => other !== language)!;

/** The locale for numbers, dates and lists (A20). */
export const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** Alpha-3 code of the country where most readers of a language live. */
export const homeCountry: Record<Language, string> = { id: 'IDN', en: 'GBR' };

/** ISO 639-2 codes, for the tracks of films. */
export const filmLanguages: Record<Language, string> = { id: 'ind', en: 'eng' };

export const languageNames: Record<Language, string> = { id: 'Bahasa Indonesia', en: 'English' };

/** “One in three”, “a third”: from one to ten, and by the number of parts. */
export const numberWords: Record<
  Language,
  { counts: readonly string[]; in: string; parts: Readonly<Record<number, string>> }
> = {
  id: {
    counts: [
      'satu',
      'dua',
      'tiga',
      'empat',
      'lima',
      'enam',
      'tujuh',
      'delapan',
      'sembilan',
      'sepuluh'
    ],
    in: 'dari',
    parts: { 2: 'separuh', 3: 'sepertiga', 4: 'seperempat', 5: 'seperlima' }
  },
  en: {
    counts: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    in: 'in',
    parts: { 2: 'half', 3: 'a third', 4: 'a quarter', 5: 'a fifth' }
  }
};

export interface AddedLanguage {
  tag: string;
  /** As its readers call it. */
  name: string;
  country: string;
  numbers: (typeof numberWords)['en'];
  /** The translator, until two others have accepted every text. */
  draftBy?: string;
}

/** Those of the story that was opened last. */
export let addedLanguages: readonly AddedLanguage[] = [];

/** Adds languages to the own ones, in place of those added before. */
export function addLanguages(added: readonly AddedLanguage[]) {
  addedLanguages = added;
  languages.length = ownLanguages.length;
  for (const one of added) {
    const tag = one.tag as Language;
    languages.push(tag);
    // Latin digits: every figure is read back from every form.
    locales[tag] = `${tag}-u-nu-latn`;
    homeCountry[tag] = one.country;
    filmLanguages[tag] = 'und';
    languageNames[tag] = one.draftBy === undefined ? one.name : `${one.name} (draft)`;
    numberWords[tag] = one.numbers;
  }
}

export const directionOf = (language: string) =>
  /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/.test(new Intl.Locale(language).maximize().script ?? '')
    ? 'rtl'
    : 'ltr';
