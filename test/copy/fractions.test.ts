import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/locale/languages.ts';
import { faultsOf } from './figure-words.ts';

const problemsOf = (text: string, values: Record<string, number>, language?: Language) =>
  faultsOf('part', text, language, { values });

describe('a fraction in words', () => {
  type Case = [text: string, value: number, language?: Language];
  const refused: Case[] = [
    ['Almost half, $world-2018, were online.', 51],
    ['Fewer than one in ten, $world-2018.', 10],
    ['More than a quarter were online, $world-2018.', 25],
    ['They were $world-2018, or about half.', 56],
    ['Indonesia had not passed one in ten, at $idn-2018.', 11],
    ['Indonesia belum melewati sepersepuluh: $idn-2018.', 11, 'id'],
    ['No fewer than half, $world-2018.', 40],
    ['About two-thirds, $world-2018.', 49],
    ['Most people, $world-2018, were online.', 49],
    ['When hardly anyone was online, at $world-2018.', 29],
    ['While most people were not yet online, the world stood at $world-2018.', 71],
    ['Almost everyone was online: $world-2018.', 71],
    ['Sebagian besar penduduk terhubung: $world-2018.', 49, 'id'],
    ['Sebagian kecil penduduk terhubung: $world-2018.', 71, 'id'],
    ['Tidak lebih dari separuh, $world-2018.', 51, 'id'],
    ['Belum sampai satu dari seratus orang, $world-2018.', 3, 'id']
  ];
  const found = (...[text, value, language]: Case) =>
    problemsOf(text, { 'world-2018': value, 'idn-2018': value }, language);

  it.each(refused)('is refused: “%s” where it is %d', (...one) => {
    expect(found(...one).map(({ message }) => message)).toMatchSnapshot();
  });

  it.each<Case>([
    ['About half, $world-2018.', 49],
    ['No more than half, $world-2018.', 50],
    ['No fewer than half, $world-2018.', 50],
    ['Tidak kurang dari separuh, $world-2018.', 60, 'id'],
    ['More than two in three: $world-2018.', 71],
    ['The world passed half in $half-world, when Indonesia stood at $idn-2018.', 90],
    ['A quarter of those asked said so; it was $world-2018.', 71],
    ['While most people were not yet online, the world stood at $world-2018.', 29],
    [
      'Hampir semua orang belum terhubung: baru $world-2018 penduduk dunia memakai internet.',
      7,
      'id'
    ],
    ['Most states had promised when the world stood at $world-2018.', 23],
    ['In the country with the most people, India, it was $world-2018.', 29.5],
    ['When hardly anyone had a mobile signal, $world-2018 were online.', 29],
    ['Ketika hampir tak seorang pun dijangkau sinyal, $world-2018 sudah terhubung.', 29, 'id'],
    ['Hampir mayoritas penduduk, $world-2018.', 49, 'id'],
    ['Angka untuk sebagian besar negara: $world-2018 penduduk dunia.', 29, 'id']
  ])('is true: “%s” where it is %d', (text, value, language) => {
    expect(found(text, value, language)).toEqual([]);
  });
});
