import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkWords } from '../../src/copy/rules/check-words.ts';
import { readWording } from '../../src/copy/rules/copy-rules.ts';
import { readWords, type WordsFile, type WordsFiles } from '../../src/copy/read-words.ts';
import { refusedNames, refusedWords } from '../../src/copy/rules/wording.ts';
import { plainPassage } from '../../src/copy/passage.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { atStart } from '../../src/sources/source-error.ts';
import type { Problem } from '../../src/story/problem.ts';
import { lead, noFigures, read } from './small-copy.ts';
import { caseRows } from '../case-rows.ts';

const wordingOf = (language: Language) => {
  const file = `data/copy/${language}/wording.json`;
  return readWording(readFileSync(file, 'utf8'), file);
};
const wording = Object.fromEntries(
  languages.map((language) => [language, wordingOf(language)])
) as Record<Language, ReturnType<typeof wordingOf>>;

/** The terms to avoid of docs/standards.md, section 7, and others, with the rule that refuses them. */
const phrases = caseRows<'rule' | 'language' | 'text'>('wording/avoided').map((row) => ({
  ...row,
  language: row.language as Language
}));
const wordsOf = (problems: readonly Problem[]) => problems.map(({ rule }) => rule);

function problemsIn(files: Record<Language, WordsFiles>) {
  const words = { id: readWords('id', files.id), en: readWords('en', files.en) };
  return checkWords(words, files, { ...noFigures, wording, namedCountries: [], names: [] });
}

describe('the table of terms', () => {
  it.each(phrases)('refuses “$text” ($language)', ({ language, rule, text }) => {
    const problems = refusedWords(lead(`Here: ${text}.`, language), wording[language]);
    expect(wordsOf(problems)).toContain(rule);
    for (const { file, line, column } of problems) {
      expect([file, line]).toEqual([`data/copy/${language}/demand.md`, 6]);
      expect(column).toBeGreaterThanOrEqual(7);
    }
  });

  it.each([
    ['en', 'People in the UK whom the NCA assessed as posing a sexual threat to children online.'],
    ['en', 'Livestreamed child sexual abuse, paid for or directed by an offender.'],
    ['en', 'Exploitation of children in prostitution, and in travel and tourism.'],
    ['en', 'Children safeguarded; a child was subjected to abuse; a survivor speaks.'],
    ['en', 'About 80,000 people, 12.3%, 302 million, in Viet Nam and the Philippines.'],
    ['en', 'No data in this source. Report it, do not share it. Leave this page.'],
    [
      'id',
      'Materi yang menampilkan kekerasan seksual terhadap anak; siaran langsung kekerasan seksual terhadap anak.'
    ],
    [
      'id',
      'Pelaku yang membayar atau mengarahkan kekerasan; anak yang dieksploitasi dalam prostitusi.'
    ],
    [
      'id',
      'Eksploitasi seksual anak dalam perjalanan dan pariwisata; anak menjadi korban; penyintas.'
    ],
    ['id', 'Sekitar 80.000 orang, 12,3%, 302 juta, di Vietnam dan Filipina.'],
    ['id', 'Tidak ada data dalam sumber ini. Laporkan, jangan sebarkan. Tinggalkan halaman ini.']
  ] as const)('lets the preferred words pass (%s: %s)', (language, text) => {
    expect(refusedWords(lead(text, language), wording[language])).toEqual([]);
  });

  it.each([
    ['en', 'Save the page and send that.'],
    ['id', 'Simpan halamannya, lalu kirim.']
  ] as const)(
    'refuses a help label that tells readers to keep material (%s: %s)',
    (language, text) => {
      const refused = (key: string) =>
        refusedWords(
          { file: 'words.json', passages: [plainPassage(text, key, () => atStart)] },
          wording[language]
        );
      expect(wordsOf(refused('help.report'))).toEqual(['S23']);
      expect(refused('share.save')).toEqual([]);
    }
  );

  it.each(languages)(
    'allows a name with an old term only at its one recorded place (%s)',
    (language) => {
      expect(wording[language].allowed.length).toBeGreaterThan(0);
      for (const { text, source, line } of wording[language].allowed) {
        expect(source).not.toBe('');
        const [file = '', place = ''] = line.split(', ');
        const written = readFileSync(`data/copy/${language}/${file}`, 'utf8');
        expect(written).toContain(text);
        expect(written).toContain(place);
      }
    }
  );

  it('has the same rules in every language where possible', () => {
    const ruled = languages.map((language) =>
      [...new Set(wording[language].rules.map(({ rule }) => rule))].sort()
    );
    for (const rules of ruled) expect(rules).toEqual(ruled[0]);
    expect(languages.map((language) => Object.keys(wording[language].attributions ?? {}))).toEqual(
      languages.map(() => Object.keys(wording[languages[0]].attributions ?? {}))
    );
  });
});

describe('a label for a place', () => {
  const label = { en: 'hotspot', id: 'sarang' };

  it.each(languages)(
    'is found in a title, a heading, a figure, a list and running text (%s)',
    (language) => {
      const word = label[language];
      const text = `---
title: The ${word}
---

{% lead %}
One ${word}.
{% /lead %}

{% figure %}
## A ${word}

Some ${word}

Note ${word}
{% /figure %}

{% step id="a" %}
### Of ${word}

Step ${word}.
{% /step %}

{% after %}
## After ${word} {% #after %}

- Item ${word}
{% /after %}
`;
      const found = refusedWords(read(text, language), wording[language]);
      expect(found.map(({ rule, line, column }) => [rule, line, column])).toEqual([
        ['S09', 2, 12],
        ['S09', 6, 5],
        ['S09', 10, 6],
        ['S09', 12, 6],
        ['S09', 14, 6],
        ['S09', 18, 8],
        ['S09', 20, 6],
        ['S09', 24, 10],
        ['S09', 26, 8]
      ]);
    }
  );

  it.each(languages)('is found in the address of a step and of a heading (%s)', (language) => {
    const text = `---\ntitle: A\n---\n\n{% step id="map-hotspot" %}\n### A\n\nB.\n{% /step %}\n\n{% after %}\n## C {% #the-sarang %}\n\nD.\n{% /after %}\n`;
    const { names, file } = read(text, language);
    const found = refusedNames(names, file, Object.values(wording)).map(
      ({ rule, line, column }) => [rule, line, column]
    );
    expect(new Set(found.map(String))).toEqual(new Set(['S09,5,17', 'S09,12,14'].map(String)));
  });
});

describe('a label near a series', () => {
  it('depends on what its key names', () => {
    const one = (text: string): WordsFile => ({
      file: 'data/copy/en/words.json',
      text: JSON.stringify({ 'map.name.internet-use': text })
    });
    const other: WordsFile = {
      file: 'data/copy/id/words.json',
      text: JSON.stringify({ 'map.name.internet-use': 'Peta' })
    };
    const countries = { file: 'countries.json', text: '{ "IDN": "Indonesia" }' };
    const files = {
      en: { labels: [one('Map of children online')], countries },
      id: { labels: [other], countries }
    };
    expect(problemsIn(files)).toMatchObject([{ rule: 'V12', line: 1 }]);
  });
});
