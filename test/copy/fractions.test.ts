import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/locale/languages.ts';
import { caseRows } from '../case-rows.ts';
import { faultsOf } from './figure-words.ts';

const problemsOf = (text: string, values: Record<string, number>, language?: Language) =>
  faultsOf('part', text, language, { values });

describe('a fraction in words', () => {
  type Case = [text: string, value: number, language?: Language];
  const cases = (wanted: 'yes' | 'no') =>
    caseRows<'language' | 'value' | 'holds' | 'text'>('wording/fractions')
      .filter(({ holds }) => holds === wanted)
      .map(({ text, value, language }): Case => [text, Number(value), language as Language]);
  const found = (...[text, value, language]: Case) =>
    problemsOf(text, { 'world-2018': value, 'idn-2018': value }, language);

  it.each(cases('no'))('is refused: “%s” where it is %d', (...one) => {
    expect(found(...one).map(({ message }) => message)).toMatchSnapshot();
  });

  it.each(cases('yes'))('is true: “%s” where it is %d', (text, value, language) => {
    expect(found(text, value, language)).toEqual([]);
  });
});
