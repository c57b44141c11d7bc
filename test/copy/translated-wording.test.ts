import { describe, expect, it } from 'vitest';
import { declaredWording, translatedWording } from '../../src/copy/rules/wording.ts';
import { openCommitted, editedProject } from '../open-committed.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { wordings } from './figure-words.ts';
import { ruling } from './small-copy.ts';

const none = { id: ruling('a'), en: ruling('a') };

describe('a file of texts in every language', () => {
  const told = (id: string, en: string, key = 'reason') =>
    translatedWording(
      {
        file: 'data/withdrawals.json',
        text: JSON.stringify([{ card: 'world', [key]: { id, en } }], null, 1)
      },
      {
        id: ruling('sarang'),
        en: ruling('hubs?')
      }
    );
  const placed = (problems: ReturnType<typeof told>) =>
    problems.map(({ kind, line }) => [kind, line]);

  it('follows the wording rules, with each fault at its text', () => {
    const problems = told('Kami menulis “sarang”.', 'We wrote "hub" and {% $world-now %}.');
    expect(placed(problems)).toEqual([
      ['wording', 5],
      ['wording', 6],
      ['typography', 6],
      ['typography', 6],
      ['stray-binding', 6]
    ]);
    expect(problems.map(({ message }) => message)).toMatchSnapshot();
  });

  it('must have the same figures, whatever the thousands marks', () => {
    expect(
      told('Pukul 09.00 ada 80.000, bukan 12,5%.', 'At 09:00 it was 80,000, not 12.5%.')
    ).toEqual([]);
    const problems = told('Semula 45%, kini 54%.', 'It was 45%, and is 52%.');
    expect(placed(problems)).toEqual([
      ['parity', 5],
      ['parity', 6]
    ]);
    expect(problems.map(({ message }) => message)).toMatchSnapshot();
  });

  it('never tells readers to keep or send material (S23)', () => {
    const told = (id: string, en: string) =>
      translatedWording(
        { file: 'data/care/helplines.json', text: JSON.stringify([{ answers: { id, en } }]) },
        wordings
      );
    const problems = told('Simpan dan kirim.', 'Save it and send it.');
    expect(problems.map(({ kind, rule }) => [kind, rule])).toEqual([
      ['wording', 'S23'],
      ['wording', 'S23']
    ]);
    expect(problems.map(({ message }) => message)).toMatchSnapshot();
    expect(told('Laporkan, jangan sebarkan.', 'Report it, do not share it.')).toEqual([]);
  });

  it('may name an app in `contact`, and reports nothing for broken JSON', () => {
    expect(told('sarang', 'hub', 'contact')).toEqual([]);
    expect(translatedWording({ file: 'data/withdrawals.json', text: '[{' }, none)).toEqual([]);
  });
});

describe('a country that the 2018 report named (S09)', () => {
  const names = ['Kenya', 'Vietnam', 'Kamboja'];
  const kinds = (problems: readonly { kind: string }[]) => problems.map(({ kind }) => kind);

  it('is refused in texts beside the story, such as a correction', () => {
    const text = JSON.stringify(
      [{ text: { id: 'Tentang Kamboja.', en: 'Of Vietnam, and of Chad.' } }],
      null,
      1
    );
    const found = translatedWording({ file: 'data/corrections.json', text }, none, names);
    expect(found[0]!.message).toMatchSnapshot();
    expect(found).toMatchObject([
      { kind: 'named-country', rule: 'S09', line: 4 },
      { kind: 'named-country', rule: 'S09', line: 5 }
    ]);
  });

  it('is accepted in declarations only among other countries', () => {
    const of = (note: string) =>
      declaredWording(
        { file: 'data/repairs/one.json', text: JSON.stringify([{ iso3: 'KEN', reason: note }]) },
        ruling('hubs?'),
        {
          names,
          others: ['Kenya', 'Nepal']
        }
      );
    expect(of('One year of Nepal and one of Kenya are in their own calendars.')).toEqual([]);
    expect(kinds(of('Kenya has a gap.'))).toEqual(['named-country']);
    expect(kinds(of('It is a hub of cables.'))).toEqual(['wording']);
  });

  it.each([
    ['data/corrections.json', '“Newly coming online” is not in', 'The Vietnamese figure is not in'],
    ['data/copy/en/words.share.json', 'Read the story', 'Read the story of Kenya'],
    ['data/copy/id/words.share.json', 'Bagikan bagian ini', 'Bagikan bagian ini tentang Filipina'],
    [
      'data/sources/wb-internet-users.json',
      '"notes": [',
      '"notes": ["Thailand changed its survey.",'
    ],
    [
      'data/repairs/wb-internet-users.json',
      'there is no figure',
      'as for Cambodia there is no figure'
    ]
  ])('is refused in %s of the locked edition', async (file, before, after) => {
    const { problems } = openStory(editedProject(file, { [before]: after }));
    expect(problems.filter(({ kind }) => kind === 'named-country')).toMatchObject([
      { file, rule: 'S09' }
    ]);
    expect((await openCommitted()).problems).toEqual([]);
  });
});
