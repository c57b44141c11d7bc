import { describe, expect, it } from 'vitest';
import { harmProblems } from '../../src/copy/rules/harm.ts';
import type { Language } from '../../src/locale/languages.ts';
import { placesOf, wordings } from './figure-words.ts';

const problemsOf = (key: string, text: string, language: Language) =>
  harmProblems(
    { key, text, file: `data/copy/${language}/words.json`, line: 3, column: 3 },
    { wording: wordings[language], places: placesOf[language] }
  );

/** A key that begins so. */
const keyOf = (label: string) => (/[.-]$/.test(label) ? `${label}dh-x` : label);

/** Edits that turn a picture of connection, or of what children told, into a map of harm. */
const refused: [what: string, key: string, text: string, language: Language][] = [
  ['a map title', 'world.figure', 'Where children are abused', 'en'],
  ['a map title', 'world.figure', 'Di mana anak menjadi korban', 'id'],
  ['a map title', 'map.name.internet-use', 'World map: children at risk, {year}.', 'en'],
  ['a map title', 'map.name.internet-use', 'Peta dunia: anak yang terancam, {year}.', 'id'],
  ['a map title', 'map.unit.internet-use', 'Share of children in grave danger', 'en'],
  ['a unit', 'map.short.internet-use', 'people at higher risk', 'en'],
  ['a unit', 'map.short.internet-use', 'anak berisiko', 'id'],
  ['a legend', 'map.legend.class', '{low} to {high}% of children harmed', 'en'],
  ['a legend', 'map.legend.class', '{low} sampai {high}% anak korban', 'id'],
  ['a legend', 'map.legend.missing', 'Unsafe for children:', 'en'],
  ['a legend', 'map.legend.missing', 'Rawan bagi anak:', 'id'],
  ['an axis', 'speed.axis', 'years until children were exploited', 'en'],
  ['an axis', 'speed.axis', 'tahun sejak kekerasan mulai', 'id'],
  ['a panel title', 'panels.online.title', 'Victims of abuse,', 'en'],
  ['a panel title', 'panels.online.title', 'Korban kekerasan,', 'id'],
  ['a panel title', 'panels.law.title', 'Countries where children are vulnerable,', 'en'],
  ['a new label', 'level.title', 'Children exploited', 'en'],
  ['a new label', 'level.title', 'Anak yang dieksploitasi', 'id'],
  ['an alternative', 'map.describe.country', '{country}: {share} of children abused.', 'en'],
  ['an alternative', 'map.describe.country', '{country}: {share} anak disakiti.', 'id'],
  ['an alternative', 'speed.describe.name', 'Lines that show violence against children', 'en'],
  ['a share text', 'share.world.internet-use', 'of the world’s children were hurt, {year}', 'en'],
  ['a share text', 'share.internet-use', '{country}: anak yang mengalami kekerasan, {year}', 'id'],
  ['a share text', 'share.dh-known', '{country}: children sexually abused online', 'en'],
  ['a share text', 'share.dh-known', 'Kenya: children sexually abused online', 'en'],
  [
    'a share text',
    'share.dh-nottold',
    '{country}: anak korban kekerasan seksual di internet',
    'id'
  ],
  ['a card title', 'card.world.title', 'In one generation, most people became victims', 'en'],
  ['a card subtitle', 'card.coverage.subtitle', 'Share of people in danger, by country', 'en'],
  ['a card subtitle', 'card.coverage.subtitle', 'Persentase anak dalam bahaya, per negara', 'id'],
  ['a card subtitle', 'card.protection.subtitle', 'Where abuse happens, by year', 'en'],
  ['a poster', 'poster.map.counts', 'The numbers count victims.', 'en'],
  ['a kit', 'kit.file.table', 'the victims by country', 'en'],
  ['a table', 'map.table.caption.internet-use', 'Children abused, by country', 'en'],
  ['a table', 'lookup.title', 'Bahaya bagi anak, per negara', 'id'],
  ['a note', 'map.limits.internet-use', 'It shows how many children are harmed.', 'en'],
  ['a note', 'map.limits.internet-use', 'Peta ini menunjukkan anak yang menjadi korban.', 'id'],
  ['an answer', 'answer.world', 'Share of the world’s children abused in {year}.', 'en'],
  ['what offenders are', 'unit.nca-2018.who', 'children exploited in the UK', 'en'],
  ['what police do', 'response.arrests.title', 'Anak yang disiksa per bulan', 'id'],
  ['a list by date', 'since.item.ukresp', '{country}: children abused', 'en'],
  ['another base', 'unknown.table.dh-known', 'Children at risk', 'en']
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
  it.each(refused)('is refused in %s: %s “%s”', (_, key, text, language) => {
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
