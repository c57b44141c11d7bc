import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkWords } from '../../src/copy/rules/check-words.ts';
import { statedProblems } from '../../src/copy/rules/figures/stated.ts';
import { readWords, type WordsFiles } from '../../src/copy/read-words.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import type { ComputedClaim } from '../../src/story/lock.ts';
import { claimsOf, type MadeRow } from '../story/made-claims.ts';
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

/** The print and value of each claim; a promise holds where its formula does. */
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

type Case = [text: string, values: Record<string, number>, language?: Language];

describe('a heading', () => {
  it.each<Case>([
    ['More than two in three', { world: 67.4 }],
    ['Lebih dari dua pertiga', { world: 67.4 }, 'id'],
    ['Almost nobody', { early: 0.05 }],
    ['From almost nobody to two in three', { early: 0.05, world: 67.4 }],
    ['Twelve years later', { gap: 12 }],
    ['Most states promised before half the world was online', { joined: 173, half: 2019 }],
    ['Sebagian besar negara berjanji; sedikit yang mewajibkan', { joined: 173, isp: 32 }, 'id'],
    ['Indonesia had overtaken the world', { idn: 73 }],
    ['Almost one in three told nobody', { told: 3 }],
    ['Tens of thousands of people', { people: 80_000 }],
    ['A child is anyone under 18', {}],
    ['What was added since 2018', {}]
  ])('is true: “%s” of %o', (text, values, language) => {
    expect(problemsOf(text, values, language)).toEqual([]);
  });

  it.each<Case>([
    ['More than two in three', { world: 65.4 }],
    ['Lebih dari dua pertiga', { world: 65.4 }, 'id'],
    ['Almost nobody', { early: 6 }],
    ['Half of the world', { world: 67.4, early: 0.05 }],
    ['Eleven years later', { gap: 12 }],
    ['Most states promised', { joined: 80 }],
    ['Sedikit negara yang berjanji', { joined: 173 }, 'id'],
    ['Most promised before a quarter of the world was online', { joined: 173, half: 2019 }],
    ['Indonesia stayed below the world', { idn: 73 }],
    ['One in three told nobody', { told: 3 }],
    ['More than one in three told nobody', { told: 3 }],
    ['Use rose', { world: 67.4 }],
    ['The UK had overtaken the world', { idn: 73 }],
    ['More people within range of a signal', { idn: 73 }],
    ['More people offline', { idn: 73 }],
    ['Hundreds of thousands of people', { people: 80_000 }],
    ['Twelve years earlier', { gap: 12 }],
    ['Most made companies report; all promised', { isp: 32, joined: 173 }]
  ])('is false: “%s” of %o', (...one) => {
    expect(problemsOf(...one).map(({ message }) => message)).toMatchSnapshot();
  });

  it('is false of another year than its figures have', () => {
    const text = 'Indonesia had overtaken the world';
    expect(problemsOf(text, { idn: 73 }, 'en', '2024')).toEqual([]);
    expect(problemsOf(text, { idn: 73 }, 'en', '2018')).toMatchObject([{ kind: 'promise' }]);
  });

  it.each<Case>([
    ['More than two in three', {}],
    ['Indonesia had overtaken the world', {}],
    ['Hampir tak seorang pun', {}, 'id'],
    ['Sebagian besar negara', {}, 'id'],
    ['In 13 countries', {}],
    ['Use rose', {}]
  ])('must state a claim: “%s”', (...one) => {
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
