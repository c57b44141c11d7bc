import { ownLanguages, type Language } from '#locale/languages.ts';
import { say, speakIn } from '#locale/say.ts';
import { refuse } from '../cli/desk-io.ts';
import indonesian from './id.json' with { type: 'json' };

const catalogues: Record<Language, Readonly<Record<string, string>>> = { id: indonesian, en: {} };

export const speakLanguage = (language: Language) => speakIn(language, catalogues[language]);

const languageOf = (text: string | undefined) =>
  ownLanguages.find((language) => new RegExp(`^${language}(?![a-z])`, 'i').test(text ?? ''));

/**
 * Speaks the language of `--lang`, else of TERHUBUNG_LANG, else of the system, else English.
 * @returns the other arguments. @throws Refusal for a language that the desk does not speak.
 */
export function chooseLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>
) {
  const rest: string[] = [];
  let asked = env['TERHUBUNG_LANG'];
  for (let at = 0; at < argv.length; at += 1) {
    const [, value] = /^--lang(?:=(.*))?$/s.exec(argv[at]!) ?? [];
    if (argv[at] === '--lang') asked = argv[(at += 1)] ?? '';
    else if (value !== undefined) asked = value;
    else rest.push(argv[at]!);
  }
  const system = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
  speakLanguage(languageOf(asked) ?? languageOf(system) ?? 'en');
  if (asked !== undefined && languageOf(asked) === undefined)
    refuse(
      'language',
      say`The desk does not speak “${asked}”.`,
      say`Use one of ${ownLanguages.join(', ')} in --lang or TERHUBUNG_LANG.`
    );
  return rest;
}
