import { describe, expect, it } from 'vitest';
import { checkWords } from '../../src/copy/rules/check-words.ts';
import { readWords, type WordsFiles } from '../../src/copy/read-words.ts';
import { noFigures, ruling } from './small-copy.ts';

const json = (record: Record<string, string>) => `${JSON.stringify(record, null, 2)}\n`;
const files = (
  language: string,
  labels: Record<string, string>,
  countries: Record<string, string> = { IDN: 'Indonesia' }
): WordsFiles => ({
  labels: [{ file: `data/copy/${language}/words.json`, text: json(labels) }],
  countries: { file: `data/copy/${language}/countries.json`, text: json(countries) }
});

function problems(id: WordsFiles, en: WordsFiles) {
  const wording = {
    id: { ...ruling('pusat'), attributions: { police: ['polisi'] } },
    en: { ...ruling('hubs?'), attributions: { police: ['police'] } }
  };
  const words = { id: readWords('id', id), en: readWords('en', en) };
  return checkWords(
    words,
    { id, en },
    {
      ...noFigures,
      wording,
      namedCountries: ['Filipina', 'Philippines'],
      names: ['warned in 2018']
    }
  );
}

const said = ({ message }: { message: string }) => message;

const minutes = {
  id: { 'minutes.other': '{count} menit' },
  en: { 'minutes.one': '{count} minute', 'minutes.other': '{count} minutes' }
};

describe('the labels of two languages', () => {
  it('agree with the same labels in the plural forms of each language', () => {
    expect(
      problems(files('id', { a: 'Satu', ...minutes.id }), files('en', { a: 'One', ...minutes.en }))
    ).toEqual([]);
  });

  type Labels = Record<string, string>;
  it.each<[name: string, id: Labels, en: Labels]>([
    ['a label', { a: 'Satu', b: 'Dua' }, { a: 'One' }],
    ['a placeholder', { a: '{at} dari {of}' }, { a: '{at} of' }],
    ['a plural form', minutes.id, minutes.id],
    ['a body', { a: 'Satu', b: 'Kata polisi' }, { a: 'One', b: 'Said' }]
  ])('differ by %s', (_, id, en) => {
    expect(problems(files('id', id), files('en', en)).map(said)).toMatchSnapshot();
  });

  it('differ by a country', () => {
    const countries = { IDN: 'Indonesia', TLS: 'Timor-Leste' };
    expect(problems(files('id', {}, countries), files('en', {})).map(said)).toMatchSnapshot();
  });

  it('follow the wording rules and name no country of the 2018 report', () => {
    const found = problems(
      files('id', { a: 'Pusat', b: 'Filipina' }),
      files('en', { a: 'One', b: 'A hub, the Philippines' })
    );
    expect(found.map(({ kind, file, line }) => [kind, file.slice(10, 12), line])).toEqual([
      ['wording', 'id', 2],
      ['named-country', 'id', 3],
      ['wording', 'en', 3],
      ['named-country', 'en', 3]
    ]);
  });
});

it('refuses typed years in labels of figures that follow a release, except declared phrases', () => {
  const id = {
    'map.title': 'Peta {year}',
    'lookup.lead': 'Sejak 1990',
    'lines.note': 'Hingga kini',
    'unit.note': 'Pada 2018'
  };
  const en = {
    'map.title': 'Map of {year}, warned in 2018',
    'lookup.lead': 'Since 1990',
    'lines.note': 'As warned in 2018, until 2019',
    'unit.note': 'In 2018'
  };
  const found = problems(files('id', id), files('en', en));
  expect(found.map(({ kind, file, line }) => [kind, file, line])).toEqual([
    ['words', 'data/copy/id/words.json', 3],
    ['words', 'data/copy/en/words.json', 3],
    ['words', 'data/copy/en/words.json', 4]
  ]);
  expect(found[2]!.message).toMatchSnapshot();
});

describe('a file of words', () => {
  it('may be split into parts', () => {
    const parts = files('en', { a: 'One' });
    const words = readWords('en', {
      ...parts,
      labels: [...parts.labels, { file: 'data/copy/en/words.map.json', text: json({ b: 'Two' }) }]
    });
    expect(words.labels).toEqual({ a: 'One', b: 'Two' });
  });

  it.each([
    [
      'gives a label twice',
      { file: 'words.map.json', text: json({ a: 'Two' }) },
      /words\.map\.json:2:3: .*data\/copy\/en\/words\.json/
    ],
    [
      'gives a label twice in one file',
      {
        file: 'words.map.json',
        text: '{\n  "b": "say \\"b\\": this",\n  "c": "b",\n  "b": "Two" }'
      },
      /words\.map\.json:4:3: /
    ],
    [
      'has an empty label',
      { file: 'words.map.json', text: json({ b: '' }) },
      /words\.map\.json:2:3/
    ],
    ['is no JSON', { file: 'words.map.json', text: '{\n  "b": }' }, /words\.map\.json:2:8: /]
  ])('is refused when it %s', (_, part, message) => {
    const parts = files('en', { a: 'One' });
    expect(() => readWords('en', { ...parts, labels: [...parts.labels, part] })).toThrow(message);
  });

  it('refuses an unknown form of country code', () => {
    expect(() => readWords('en', files('en', {}, { Indonesia: 'IDN' }))).toThrow(
      /countries\.json:\d+:\d+/
    );
  });
});

it.each([
  ['a binding', 'Half: {% $world-2018 %}'],
  ['braces around a name', 'Half: { $world-2018 }'],
  ['two braces', 'Half: {{share}}'],
  ['a name after $', 'Half: $world-2018'],
  ['a brace', 'Half: {share']
])('reports a label with %s', (_, label) => {
  const found = problems(
    files('id', { a: 'Satu {share}', b: label }),
    files('en', { a: 'One {share}', b: label })
  );
  const strays = found.filter(({ kind }) => kind === 'stray-binding');
  expect(strays.map(({ file, line, column }) => [file.slice(10, 12), line, column])).toEqual([
    ['id', 3, 3],
    ['en', 3, 3]
  ]);
  expect(strays[0]!.message).toMatchSnapshot();
});

it('refuses placeholders in country names', () => {
  const named = { IDN: 'Indonesia {year}' };
  const found = problems(files('id', {}, named), files('en', {}, named));
  expect(found).toMatchObject([
    { kind: 'stray-binding', file: 'data/copy/id/countries.json', line: 2, column: 3 },
    { kind: 'stray-binding' }
  ]);
});
