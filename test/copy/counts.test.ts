import { expect, it } from 'vitest';
import { countProblems } from '../../src/copy/rules/figures/words-beside.ts';
import type { Language } from '../../src/locale/languages.ts';
import { claims } from '../story/made-claims.ts';
import { step, wordings } from './figure-words.ts';

const problemsOf = (text: string, language: Language) =>
  countProblems(step(text, language), claims, wordings[language].counts);

it('reports a figure beside words that count something else', () => {
  const [problem, ...more] = problemsOf('Around {% $nca-2018 %} children in the UK.', 'en');
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    kind: 'count',
    file: 'data/copy/en/world.md',
    line: 8,
    column: 8,
    rule: 'D19'
  });
});

const refused: [text: string, language: Language][] = [
  ['Around {% $nca-2018 %} million people in the UK.', 'en'],
  ['Sekitar {% $nca-2018 %} ribu orang.', 'id'],
  ['The world gained {% $world-2018 %} percentage points.', 'en'],
  ['Angka dunia {% $world-2018 %} poin.', 'id'],
  ['The UK took {% $span-gbr %} months.', 'en'],
  ['Indonesia perlu {% $span-idn %} bulan.', 'id'],
  ['Ada {% $ukresp-safeguarded-2018 %} penangkapan sebulan.', 'id'],
  ['About half of the world’s children were online: {% $world-2018 %}.', 'en'],
  ['Pada 2018, {% $world-2018 %} anak di dunia memakai internet.', 'id']
];

it.each(refused)('“%s” is refused (%s)', (text, language) => {
  expect(problemsOf(text, language)).toMatchObject([
    { kind: 'count', line: 8, column: text.indexOf('{%') + 1 }
  ]);
});

it('says what is wrong and how to fix it', () => {
  const said = refused.map(([text, language]) => problemsOf(text, language)[0]!.message);
  expect(said).toMatchSnapshot();
});

it.each<[string, Language]>([
  ['Around {% $nca-2018 %} people in the UK posed a threat to children.', 'en'],
  ['In {% $half-world %} people asked what children need.', 'en'],
  ['In {% $half-world %} children were asked.', 'en'],
  ['By 2018 {% $world-2018 %} of the world’s people were online, before many children were.', 'en'],
  ['Before children came, {% $world-2018 %} of the world was online.', 'en'],
  ['Of girls, {% $csac-girls %} of all children asked.', 'en'],
  [
    'Ada {% $ukresp-arrests-2018 %} penangkapan dan {% $ukresp-safeguarded-2018 %} anak dilindungi.',
    'id'
  ],
  ['Di {% $ahead-2018 %} dari {% $ahead-total-2018 %} negara dan wilayah.', 'id']
])('“%s” holds', (text, language) => {
  expect(problemsOf(text, language)).toEqual([]);
});
