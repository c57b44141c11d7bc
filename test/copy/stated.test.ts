import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkWords } from '../../src/copy/rules/check-words.ts';
import { statedProblems } from '../../src/copy/rules/figures/stated.ts';
import { readWords, type WordsFiles } from '../../src/copy/read-words.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import type { ComputedClaim } from '../../src/story/lock.ts';
import { claimsOf, type MadeRow } from '../story/small-edition.ts';
import { caseRows } from '../case-rows.ts';
import { placesOf, wordings } from './figure-words.ts';

const rows: MadeRow[] = [
  { id: 'world', promise: 'more than two in three' },
  { id: 'early', promise: 'almost nobody' },
  { id: 'gap', unit: 'years', promise: 'twelve years later', holds: 'value = 12' },
  { id: 'people', unit: 'people', promise: 'a whole number' },
  { id: 'half', unit: 'year', value: 'year_reached(WLD, 50)', promise: 'after the warning' },
  {
    id: 'idn',
    year: '2024',
    value: 'share(IDN, year)',
    promise: 'more than the world',
    holds: 'value > 50 or share(WLD, year) > 200'
  },
  { id: 'joined', unit: 'states', promise: 'most states, before then', holds: 'value > 193 / 2' },
  { id: 'isp', unit: 'states', promise: 'few, and fewer than promised', holds: 'value < 49' },
  { id: 'told', unit: 'one-in', promise: 'told nobody', holds: 'value = 3' }
];
const claims = claimsOf(...rows);

function computedOf(values: Record<string, number>): Map<string, ComputedClaim> {
  return new Map(
    Object.entries(values).map(([id, value]): [string, ComputedClaim] => {
      const claim = { ...claims.get(id)!, ...(id === 'told' ? { bound: 'nearly' as const } : {}) };
      const text = claim.unit === 'percent' ? `${value}%` : String(value);
      const locked = { value, id: text, en: text, ...(id === 'idn' ? { year: 2024 } : {}) };
      const holds = claim.holds(value, undefined as never);
      return [id, { ok: true, claim, value, locked, holds }];
    })
  );
}

function problemsOf(
  text: string,
  values: Record<string, number>,
  language: Language = 'en',
  ...years: string[]
) {
  const file = `data/copy/${language}/world.md`;
  const stated = Object.keys(values);
  return statedProblems(
    { file, line: 40, column: 5, what: 'the heading', text, typed: text, claims: stated, years },
    {
      language,
      computed: computedOf(values),
      names: ['under 18'],
      places: placesOf[language],
      ledgerPlaces: placesOf.en,
      wording: wordings[language],
      promised: wordings.en
    }
  );
}

/** Values are as in `world=67.4 early=0.05`. */
const cases = (wanted: 'true' | 'false' | 'unstated') =>
  caseRows<'language' | 'is' | 'values' | 'text'>('wording/stated')
    .filter(({ is }) => is === wanted)
    .map(({ text, values, language }) => {
      const pairs = values
        .split(' ')
        .filter(Boolean)
        .map((pair) => pair.split('='));
      const numbers = Object.fromEntries(pairs.map(([id, value]) => [id!, Number(value)]));
      return [text, numbers, language as Language] as const;
    });

describe('a heading', () => {
  it.each(cases('true'))('is true: “%s” of %o', (text, values, language) => {
    expect(problemsOf(text, values, language)).toEqual([]);
  });

  it.each(cases('false'))('is false: “%s” of %o', (...one) => {
    expect(problemsOf(...one).map(({ message }) => message)).toMatchSnapshot();
  });

  it('is false of another year than its figures have', () => {
    const text = 'Indonesia had overtaken the world';
    expect(problemsOf(text, { idn: 73 }, 'en', '2024')).toEqual([]);
    expect(problemsOf(text, { idn: 73 }, 'en', '2018')).toMatchObject([{ kind: 'promise' }]);
  });

  it.each(cases('unstated'))('must state a claim: “%s”', (...one) => {
    expect(problemsOf(...one).map(({ message }) => message)).toMatchSnapshot();
  });
});

describe('a label', () => {
  const inCards = (language: Language, label: string): WordsFiles => ({
    labels: [
      {
        file: `data/copy/${language}/words.cards.json`,
        text: JSON.stringify({ 'card.world.title': label, 'card.note': 'Most' }, null, 2)
      }
    ],
    countries: { file: `data/copy/${language}/countries.json`, text: '{}' }
  });
  const problemsIn = (label: string) => {
    const files = { en: inCards('en', label), id: inCards('id', 'Judul') };
    const words = { en: readWords('en', files.en), id: readWords('id', files.id) };
    return checkWords(words, files, {
      computed: computedOf({ world: 67.4 }),
      places: placesOf,
      wording: wordings,
      namedCountries: [],
      names: []
    });
  };

  it.each([
    ['More than half {% states $world %}', []],
    ['More than half', ['states']],
    ['Less than half {% states $world %}', ['promise']],
    ['More than half {% states $wrold %}', ['unknown-claim']]
  ])('“%s” gives %j', (label, kinds) => {
    const found = problemsIn(label).filter(({ kind }) => kind !== 'parity');
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
    for (const problem of found)
      expect(problem).toMatchObject({ file: 'data/copy/en/words.cards.json', line: 2, column: 3 });
  });
});

it.each(languages)('no phrase is excepted that the copy no longer has (%s)', (language) => {
  const folder = `data/copy/${language}`;
  const files = readdirSync(folder).filter((name) => /^words.*\.json$|\.md$/.test(name));
  const copy = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8').toLowerCase());
  const unused = wordings[language].quantities!.none.filter(
    (phrase) => !copy.some((text) => text.includes(phrase.toLowerCase()))
  );
  expect(unused).toEqual([]);
});
