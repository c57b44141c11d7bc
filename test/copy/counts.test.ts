import { expect, it } from 'vitest';
import type { Language } from '../../src/locale/languages.ts';
import { faultsOf } from './figure-words.ts';

const problemsOf = (text: string, language?: Language) => faultsOf('count', text, language);

type Case = [text: string, language?: Language];
it.each<Case>([
  ['Around $nca-2018 children in the UK.'],
  ['Around $nca-2018 million people in the UK.'],
  ['Sekitar $nca-2018 ribu orang.', 'id'],
  ['The world gained $world-2018 percentage points.'],
  ['Angka dunia $world-2018 poin.', 'id'],
  ['The UK took $span-gbr months.'],
  ['Indonesia perlu $span-idn bulan.', 'id'],
  ['Ada $ukresp-safeguarded-2018 penangkapan sebulan.', 'id'],
  ['About half of the world’s children were online: $world-2018.'],
  ['Pada 2018, $world-2018 anak di dunia memakai internet.', 'id']
])('“%s” is refused', (text, language) => {
  expect(problemsOf(text, language).map(({ message }) => message)).toMatchSnapshot();
});

it.each<Case>([
  ['Around $nca-2018 people in the UK posed a threat to children.'],
  ['In $half-world people asked what children need.'],
  ['In $half-world children were asked.'],
  ['By 2018 $world-2018 of the world’s people were online, before many children were.'],
  ['Before children came, $world-2018 of the world was online.'],
  ['Of girls, $csac-girls of all children asked.'],
  ['Ada $ukresp-arrests-2018 penangkapan dan $ukresp-safeguarded-2018 anak dilindungi.', 'id'],
  ['Di $ahead-2018 dari $ahead-total-2018 negara dan wilayah.', 'id']
])('“%s” holds', (text, language) => {
  expect(problemsOf(text, language)).toEqual([]);
});
