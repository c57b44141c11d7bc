import { describe, expect, it } from 'vitest';
import { harmProblems } from '../../src/copy/rules/wording.ts';
import type { Language } from '../../src/locale/languages.ts';
import { placesOf, wordings } from './figure-words.ts';

const problemsOf = (key: string, text: string, language: Language = 'en') =>
  harmProblems(
    { key, text, file: `data/copy/${language}/words.json`, line: 3, column: 3 },
    { wording: wordings[language], places: placesOf[language] }
  );

/** A key that begins so. */
const keyOf = (label: string) => (/[.-]$/.test(label) ? `${label}dh-x` : label);

/** Edits that turn a picture of connection, or of what children told, into a map of harm. */
const refused: [key: string, text: string, language?: Language][] = [
  ['world.figure', 'Where children are abused'],
  ['world.figure', 'Di mana anak menjadi korban', 'id'],
  ['map.name.internet-use', 'World map: children at risk, {year}.'],
  ['map.name.internet-use', 'Peta dunia: anak yang terancam, {year}.', 'id'],
  ['map.unit.internet-use', 'Share of children in grave danger'],
  ['map.short.internet-use', 'people at higher risk'],
  ['map.legend.class', '{low} to {high}% of children harmed'],
  ['map.legend.missing', 'Unsafe for children:'],
  ['map.legend.missing', 'Rawan bagi anak:', 'id'],
  ['speed.axis', 'years until children were exploited'],
  ['speed.axis', 'tahun sejak kekerasan mulai', 'id'],
  ['panels.online.title', 'Victims of abuse,'],
  ['panels.law.title', 'Countries where children are vulnerable,'],
  ['level.title', 'Children exploited'],
  ['level.title', 'Anak yang dieksploitasi', 'id'],
  ['map.describe.country', '{country}: {share} of children abused.'],
  ['speed.describe.name', 'Lines that show violence against children'],
  ['share.world.internet-use', 'of the world’s children were hurt, {year}'],
  ['share.internet-use', '{country}: anak yang mengalami kekerasan, {year}', 'id'],
  ['share.dh-known', '{country}: children sexually abused online'],
  ['share.dh-known', 'Kenya: children sexually abused online'],
  ['share.dh-nottold', '{country}: anak korban kekerasan seksual di internet', 'id'],
  ['card.world.title', 'In one generation, most people became victims'],
  ['card.coverage.subtitle', 'Share of people in danger, by country'],
  ['card.coverage.subtitle', 'Persentase anak dalam bahaya, per negara', 'id'],
  ['card.protection.subtitle', 'Where abuse happens, by year'],
  ['poster.map.counts', 'The numbers count victims.'],
  ['kit.file.table', 'the victims by country'],
  ['map.table.caption.internet-use', 'Children abused, by country'],
  ['lookup.title', 'Bahaya bagi anak, per negara', 'id'],
  ['map.limits.internet-use', 'It shows how many children are harmed.'],
  ['map.limits.internet-use', 'Peta ini menunjukkan anak yang menjadi korban.', 'id'],
  ['answer.world', 'Share of the world’s children abused in {year}.'],
  ['unit.nca-2018.who', 'children exploited in the UK'],
  ['response.arrests.title', 'Anak yang disiksa per bulan', 'id'],
  ['since.item.ukresp', '{country}: children abused'],
  ['unknown.table.dh-known', 'Children at risk']
];

const allowed: [what: string, key: string, text: string, language: Language][] = [
  [
    'the sentence of S05',
    'map.limits.internet-use',
    'It does not show how many children are harmed, where, or by whom.',
    'en'
  ],
  [
    'the base in the words of its source',
    'unknown.share.dh-nottold',
    '{share} child victims of online sexual abuse told nobody.',
    'en'
  ],
  [
    'the base in the words of its source',
    'share.dh-nottold',
    'anak korban kekerasan seksual di internet, di 13 negara, tidak bercerita',
    'id'
  ],
  ['a threat by offenders', 'demand.figure', 'People in the UK posing a sexual threat', 'en'],
  ['help', 'help.abused', 'You are being abused, or were as a child', 'en'],
  ['the content note', 'note.covers', 'This story is about child sexual abuse.', 'en'],
  ['who is connected', 'map.name.internet-use', 'World map: people using the internet', 'en']
];

describe('a word of harm in a label', () => {
  it.each(refused)('is refused in %s: “%s”', (key, text, language) => {
    const found = problemsOf(key, text, language);
    expect(found[0]).toMatchObject({ kind: 'harm', rule: 'S43', line: 3, column: 3 });
  });

  it.each(allowed)('is no fault: %s, %s', (_, key, text, language) => {
    expect(problemsOf(key, text, language)).toEqual([]);
  });

  it.each(['en', 'id'] as const)('has each exception in its place alone (%s)', (language) => {
    for (const { text, labels, rule } of wordings[language].harm!.allowed) {
      for (const label of labels) expect(problemsOf(keyOf(label), text, language)).toEqual([]);
      expect(problemsOf('map.legend.class', text, language)).not.toEqual([]);
      if (rule === 'S43')
        expect(problemsOf(keyOf(labels[0]!), `{country}: ${text}`, language)).not.toEqual([]);
    }
  });

  it('says what is wrong and how to fix it', () => {
    expect(problemsOf('world.figure', 'Where children are abused', 'en')[0]!.message).toBe(
      'data/copy/en/words.json:3:3: “abused” in “Where children are abused” is a word of harm in a label. Say what is counted without it. Only the exceptions under “harm” of wording.json may, each in its place.'
    );
  });
});
