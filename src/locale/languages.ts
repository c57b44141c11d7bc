/** The languages of the story, in the order readers see them. To add a language, add it here. */
export const languages = ['id', 'en'] as const;

export type Language = (typeof languages)[number];

export const byLanguage = <Value>(make: (language: Language) => Value): Record<Language, Value> =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<
    Language,
    Value
  >;

/** The language that a page links to as its translation. */
export const otherLanguage = (language: Language): Language =>
  languages.find((other) => other !== language)!;

/** The locale for numbers, dates and lists (A20). */
export const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** Alpha-3 code of the country where most readers of a language live. */
export const homeCountry: Record<Language, string> = { id: 'IDN', en: 'GBR' };

/** ISO 639-2 codes, for the tracks of films. */
export const filmLanguages: Record<Language, string> = { id: 'ind', en: 'eng' };

export const languageNames: Record<Language, string> = { id: 'Bahasa Indonesia', en: 'English' };
