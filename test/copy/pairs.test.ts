import { expect, it } from 'vitest';
import { pairProblems } from '../../src/copy/rules/figures/words-beside.ts';
import type { Language } from '../../src/locale/languages.ts';
import { computedOf, step, tagged, wordings } from './figure-words.ts';

/** Values and years that no release moves. */
const values: Record<string, [value: number, year?: number]> = {
  'india-2016-then': [29.5, 2016],
  'india-2016-now': [16.5, 2016],
  'idn-2010': [11, 2010],
  'idn-2018': [40, 2018],
  'world-2010': [49, 2010],
  'world-2018': [49, 2018],
  'icmec-2006': [27, 2006],
  'icmec-2006-base': [184, 2006],
  'revised-2016-big-down': [18, 2016],
  'revised-2016-big-up': [12, 2016],
  'survey-low': [5],
  'survey-high': [27]
};
const computed = computedOf(values);
const releases = new Map([
  ['internet-use', '2026-07-13'],
  ['wb-internet-users/2018-08-28', '2018-08-28']
]);
const problemsOf = (text: string, language: Language = 'en') =>
  pairProblems(step(tagged(text), language), { computed, releases, wording: wordings[language] });

it('reports two figures that words join in the wrong order', () => {
  const [problem, ...more] = problemsOf(
    'A law is sufficient in $icmec-2006-base of $icmec-2006 countries.',
    'en'
  );
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    kind: 'pair',
    file: 'data/copy/en/world.md',
    line: 8,
    column: 24,
    rule: 'D19'
  });
});

type Case = [text: string, language?: Language];
const refused: Case[] = [
  ['India was revised from $india-2016-now to $india-2016-then.'],
  ['India bergeser dari $india-2016-now menjadi $india-2016-then.', 'id'],
  ['It rose from $india-2016-then to $india-2016-now.'],
  ['Angkanya turun dari $idn-2010 pada 2010 menjadi $idn-2018.', 'id'],
  ['It rose from $idn-2018 in 2010 to $idn-2010 in 2018.'],
  ['It rose from $world-2010 to $world-2018.'],
  ['Angkanya turun dari $world-2010 menjadi $world-2018.', 'id'],
  ['Indonesia rose to $idn-2010 from $idn-2018.'],
  ['By country, $survey-high to $survey-low of children.'],
  ['Perkiraannya, $survey-high sampai $survey-low anak.', 'id'],
  ['Hukum memadai di $icmec-2006-base dari $icmec-2006 negara.', 'id'],
  ['Of these, $revised-2016-big-up went down, $revised-2016-big-down more.'],
  ['Yang turun $revised-2016-big-up negara.', 'id']
];

it.each(refused)('“%s” is refused', (text, language) => {
  expect(problemsOf(text, language)).toMatchObject([
    { kind: 'pair', line: 8, column: text.indexOf('$') + 1 }
  ]);
});

it('says what is wrong and how to fix it', () => {
  const said = refused.map(([text, language]) => problemsOf(text, language)[0]!.message);
  expect(said).toMatchSnapshot();
});

it.each<Case>([
  ['India was revised from $india-2016-then to $india-2016-now.'],
  ['India fell from $india-2016-then to $india-2016-now.'],
  ['Prices fell; the share rose from $idn-2010 in 2010 to $idn-2018 in 2018.'],
  ['Harga turun, tetapi angkanya naik dari $idn-2010 menjadi $idn-2018.', 'id'],
  ['Indonesia stood at $idn-2018, against $idn-2010.'],
  ['Of these, $revised-2016-big-down fell, $revised-2016-big-up rose.'],
  ['$revised-2016-big-down turun, $revised-2016-big-up naik.', 'id'],
  ['India fell to $india-2016-now from $india-2016-then.'],
  ['Jumlahnya naik menjadi $icmec-2006-base dari $icmec-2006 negara.', 'id'],
  ['Itu mencapai hingga $icmec-2006 dari $icmec-2006-base negara.', 'id'],
  ['Ada $icmec-2006-base negara naik dari $icmec-2006.', 'id'],
  ['Compare $world-2018 of the world to $idn-2010 of Indonesia.'],
  ['That is $idn-2018 of $idn-2010.'],
  ['Look from $world-2018 to $idn-2010.'],
  ['Look from $icmec-2006-base to $survey-high.'],
  ['A law is sufficient in $icmec-2006 of the $icmec-2006-base countries.'],
  ['Perkiraannya, $survey-low sampai $survey-high anak.', 'id']
])('“%s” holds', (text, language) => {
  expect(problemsOf(text, language)).toEqual([]);
});
