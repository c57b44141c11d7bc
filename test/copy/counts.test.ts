import { expect, it } from 'vitest';
import type { Language } from '../../src/locale/languages.ts';
import { caseRows } from '../case-rows.ts';
import { faultsOf } from './figure-words.ts';

const cases = (wanted: 'yes' | 'no') =>
  caseRows<'language' | 'holds' | 'text'>('wording/counts')
    .filter(({ holds }) => holds === wanted)
    .map(({ text, language }) => [text, language as Language] as const);

it.each(cases('no'))('“%s” is refused', (text, language) => {
  expect(faultsOf('count', text, language).map(({ message }) => message)).toMatchSnapshot();
});

it.each(cases('yes'))('“%s” holds', (text, language) => {
  expect(faultsOf('count', text, language)).toEqual([]);
});
