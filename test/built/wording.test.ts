import { readFileSync } from 'node:fs';
import { csvParseRows } from 'd3';
import { describe, expect, it } from 'vitest';
import { plainPassage } from '../../src/copy/passage.ts';
import { readWording } from '../../src/copy/rules/copy-rules.ts';
import { refusedNames, refusedWords } from '../../src/copy/rules/wording.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { attributes, built, builtFiles, wordsOf } from './dist.ts';

const wording = Object.fromEntries(
  languages.map((language) => {
    const file = `data/copy/${language}/wording.json`;
    const { rules, ...rest } = readWording(readFileSync(file, 'utf8'), file);
    // A whole page is no context for a rule with `near`.
    return [language, { ...rest, rules: rules.filter(({ near }) => near === undefined) }];
  })
) as Record<Language, ReturnType<typeof readWording>>;

const files = builtFiles().filter((path) => !/\.(br|gz)$/.test(path));
const html = files.filter((path) => path.endsWith('.html'));
/** The language of a file, from its folder or name; the first for pages in both. */
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

function sayings(page: string) {
  const own = languageOf(page);
  // Hashes of policies spell anything by chance.
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
  // Links and emphasis are within a phrase, paragraphs and cells are not.
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

const found = (text: string, file: string, language: Language) =>
  refusedWords(
    {
      file,
      passages: [plainPassage(text, '', (offset) => ({ line: 1, column: offset + 1 }))]
    },
    wording[language]
  ).map(({ rule, wrong, file: where }) => `${where}: ${rule} ${wrong} (${language})`);

describe('the published site', () => {
  it('has pages to read', () => {
    expect(html.length).toBeGreaterThan(10);
    expect(sayings(html.find((page) => page === 'en/index.html')!)[0]!.text).toContain(
      'Connected. Protected when?'
    );
  });

  it('has no refused word in its pages', () => {
    expect(
      html.flatMap((page) =>
        sayings(page).flatMap(({ text, language }) => found(text, page, language))
      )
    ).toEqual([]);
  });

  it('has no refused word in file names, ids and addresses (standards S09)', () => {
    const names = new Set(files.flatMap((path) => path.split('/')));
    for (const page of html) {
      for (const id of attributes(built(page), '[a-z0-9]+', 'id')) names.add(id);
      for (const href of attributes(built(page), 'a', 'href'))
        if (!/^(https?|tel|sms|mailto):/.test(href)) names.add(href);
    }
    const given = [...names].map((name) => ({ name, line: 1, column: 1 }));
    expect(
      refusedNames(given, 'dist', Object.values(wording)).map(
        ({ rule, wrong }) => `${rule} ${wrong}`
      )
    ).toEqual([]);
  });

  it('has none in tables, feeds and notes', () => {
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
      return path.endsWith('.svg') ? wordsOf(built(path)) : built(path);
    };
    expect(
      texts.flatMap((path) =>
        found(textOf(path).replace(/https?:\/\/\S+/g, ' '), path, languageOf(path))
      )
    ).toEqual([]);
  });
});
