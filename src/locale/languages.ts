/**
 * Every language the story is published in, in the order a reader sees them. The one list: add a
 * line here to add a language.
 */
export const languages = ['id', 'en'] as const;

export type Language = (typeof languages)[number];

/** Returns what `make` gives for each language. */
export const byLanguage = <Value>(make: (language: Language) => Value): Record<Language, Value> =>
  // Its keys are those of the list.
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<
    Language,
    Value
  >;

/** The locale whose number, date and list forms each language prints (standards A20). */
export const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/**
 * The country, by its alpha-3 code, where most of a language's readers are; the two that the story
 * speaks of throughout.
 */
export const homeCountry: Record<Language, string> = { id: 'IDN', en: 'GBR' };

/** The code of three letters (ISO 639-2) that a film's file names each language by. */
export const filmLanguages: Record<Language, string> = { id: 'ind', en: 'eng' };

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { id: 'Bahasa Indonesia', en: 'English' };
