import { describe, expect, it } from 'vitest';
import { noteWording, toldWording } from '../../src/copy/rules/wording.ts';
import { wordings } from './figure-words.ts';
import { ruling } from './small-copy.ts';

describe('a text without markup', () => {
  it('is held to the rules of words and marks, each fault at its line and column', () => {
    const found = noteWording({ file: 'archive.txt', text: "One\r\n a hub\n\nit's {% $one" }, ruling('hubs?'));
    expect(found.map(({ kind, line, column }) => [kind, line, column])).toEqual([
      ['wording', 2, 4],
      ['typography', 4, 3],
      ['stray-binding', 4, 6]
    ]);
  });
});

describe('a file of texts in every language', () => {
  const told = (id: string, en: string, key = 'reason') =>
    toldWording(
      { file: 'data/withdrawals.json', text: JSON.stringify([{ card: 'world', [key]: { id, en } }], null, 1) },
      {
        id: ruling('sarang'),
        en: ruling('hubs?')
      }
    ).map(({ kind, line, found }) => [kind, line, found]);

  it('is held to the rules of words and marks, each fault at its text', () => {
    expect(told('Kami menulis “sarang”.', 'We wrote "hub" and {% $world-now %}.')).toEqual([
      ['wording', 5, '“sarang”'],
      ['wording', 6, '“hub”'],
      ['typography', 6, 'the mark " in “We wrote "hub" and {%”'],
      ['typography', 6, 'the mark " in “e wrote "hub" and {% $wo”'],
      ['stray-binding', 6, '“{% $world-now %}”, which readers would see as it stands']
    ]);
  });

  it('says the same figures in each, whatever marks a language sets in them', () => {
    expect(told('Pukul 09.00 ada 80.000, bukan 12,5%.', 'At 09:00 it was 80,000, not 12.5%.')).toEqual([]);
    expect(told('Semula 45%, kini 54%.', 'It was 45%, and is 52%.')).toEqual([
      ['parity', 5, '“54” in id and not in en'],
      ['parity', 6, '“52” in en and not in id']
    ]);
  });

  it('never tells who looks for help to keep what they saw, material named or not (S23)', () => {
    const told = (id: string, en: string) =>
      toldWording({ file: 'data/care/helplines.json', text: JSON.stringify([{ answers: { id, en } }]) }, wordings);
    expect(told('Simpan dan kirim.', 'Save it and send it.').map(({ rule, found }) => [rule, found])).toEqual([
      ['S23', '“Simpan”'],
      ['S23', '“Save”']
    ]);
    expect(told('Laporkan, jangan sebarkan.', 'Report it, do not share it.')).toEqual([]);
  });

  it('may name an app by which the newsroom is reached, and tells nothing of a text that is no JSON', () => {
    expect(told('sarang', 'hub', 'contact')).toEqual([]);
    expect(toldWording({ file: 'data/withdrawals.json', text: '[{' }, { id: ruling('a'), en: ruling('a') })).toEqual([]);
  });
});
