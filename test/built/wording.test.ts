import { readFileSync } from 'node:fs';
import { csvParseRows } from 'd3';
import { describe, expect, it } from 'vitest';
import { readWording } from '../../src/copy/rules/copy-rules.ts';
import { refusedNames, refusedWords } from '../../src/copy/rules/wording.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { attributes, built, builtFiles, wordsOf } from './dist.ts';

const wording = Object.fromEntries(
  languages.map((language) => {
    const file = `data/copy/${language}/wording.json`;
    return [language, readWording(readFileSync(file, 'utf8'), file)];
  })
) as Record<Language, ReturnType<typeof readWording>>;

const files = builtFiles().filter((path) => !/\.(br|gz)$/.test(path));
const html = files.filter((path) => path.endsWith('.html'));
/**
 * The language that a file is in: its folder or the part before its ending; a page for both is in
 * the first.
 */
const languageOf = (path: string) =>
  languages.find((language) =>
    new RegExp(`(^|/)${language}/|[.-]${language}\\.\\w+$`).test(path)
  ) ?? languages[0];

const unescaped = (text: string) =>
  text
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'");

/**
 * Everything a page says: its words, and what is read aloud, shown on hover or shared. A part in
 * another language is told apart.
 */
function sayings(page: string): { text: string; language: Language }[] {
  const own = languageOf(page);
  // A policy is for browsers, and its hashes spell anything by chance: “0M” among it.
  const bare = built(page).replace(
    /<(script|style)\b[\s\S]*?<\/\1>|<pre\b[\s\S]*?<\/pre>|<meta http-equiv="[^>]*>/g,
    ' '
  );
  const said = ['alt', 'title', 'aria-label', 'content', 'data-label'].flatMap((name) =>
    attributes(bare, '[a-z0-9]+', name)
  );
  const ld = [
    ...built(page).matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)
  ].map(([, json = '']) => json);
  const foreign: { text: string; language: Language }[] = [];
  const inOwn = bare.replace(
    /<(\w+)\b[^>]*\slang="(\w+)"[^>]*>([\s\S]*?)<\/\1>/g,
    (whole: string, tag: string, lang: string, text: string) => {
      if (tag === 'html' || lang === own) return whole;
      const language = languages.find((candidate) => candidate === lang);
      if (language) foreign.push({ text, language });
      return ' ';
    }
  );
  // What stands in two paragraphs or cells is not one phrase; a link or an emphasis in a phrase is
  // of it.
  const words = (text: string) =>
    unescaped(
      text
        .replace(/<\/?(a|b|i|em|strong|span|data|code|time)\b[^>]*>/g, '')
        .replace(/<[^>]*>/g, ' | ')
        .replace(/\s+/g, ' ')
    );
  return [
    { text: words(inOwn), language: own },
    ...foreign.map(({ text, language }) => ({ text: words(text), language })),
    ...[...said, ...ld].map((text) => ({ text: unescaped(text), language: own }))
  ];
}

/**
 * A rule that asks for a word nearby is for sentences: on a whole page everything is near
 * everything.
 */
const found = (text: string, file: string, language: Language) =>
  refusedWords(text, '', file, wording[language], (offset) => ({
    line: 1,
    column: offset + 1
  })).map(({ rule, found: words, file: where }) => `${where}: ${rule} ${words} (${language})`);

describe('what is published', () => {
  it('has pages to read', () => {
    expect(html.length).toBeGreaterThan(10);
    expect(sayings(html.find((page) => page === 'en/index.html')!)[0]!.text).toContain(
      'Connected. Protected when?'
    );
  });

  it('says no refused word in a heading, label, text alternative, shared text or linked title', () => {
    expect(
      html.flatMap((page) =>
        sayings(page).flatMap(({ text, language }) => found(text, page, language))
      )
    ).toEqual([]);
  });

  it('names no file, place or address of its own with a refused word, in whichever language (standards S09)', () => {
    const names = new Set(files.flatMap((path) => path.split('/')));
    for (const page of html) {
      for (const id of attributes(built(page), '[a-z0-9]+', 'id')) names.add(id);
      for (const href of attributes(built(page), 'a', 'href'))
        if (!/^(https?|tel|sms|mailto):/.test(href)) names.add(href);
    }
    const given = [...names].map((name) => ({ name, line: 1, column: 1 }));
    expect(
      refusedNames(given, 'dist', Object.values(wording)).map(
        ({ rule, found: words }) => `${rule} ${words}`
      )
    ).toEqual([]);
  });

  it('says none in tables, feeds and notes either', () => {
    const texts = files.filter(
      (path) => /\.(csv|txt|atom|xml|svg)$/.test(path) && !path.startsWith('data/vintages/')
    );
    expect(texts.length).toBeGreaterThan(20);
    const textOf = (path: string) => {
      if (path.endsWith('.csv')) {
        return csvParseRows(built(path))
          .map((row) => row.join(' | '))
          .join(' | ');
      }
      // Of a drawing its words: the way of a line is no number.
      return path.endsWith('.svg') ? wordsOf(built(path)) : built(path);
    };
    expect(
      texts.flatMap((path) =>
        found(textOf(path).replace(/https?:\/\/\S+/g, ' '), path, languageOf(path))
      )
    ).toEqual([]);
  });
});
