/** Every language the story is published in, in the order a reader sees them. The one list: add a line here to add a language. */
export const languages = ['id', 'en'] as const;

export type Language = (typeof languages)[number];

/** The locale whose number, date and list forms each language prints (standards A20). */
export const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { id: 'Bahasa Indonesia', en: 'English' };
