import { describe, expect, it } from 'vitest';
import { harmProblems } from '../../src/copy/rules/wording.ts';
import type { Language } from '../../src/locale/languages.ts';
import { caseRows } from '../case-rows.ts';
import { placesOf, wordings } from './figure-words.ts';

const problemsOf = (key: string, text: string, language: Language = 'en') =>
  harmProblems(
    { key, text, file: `data/copy/${language}/words.json`, line: 3, column: 3 },
    { wording: wordings[language], places: placesOf[language] }
  );

const keyOf = (label: string) => (/[.-]$/.test(label) ? `${label}dh-x` : label);

const labels = caseRows<'key' | 'language' | 'text' | 'allowed'>('wording/harm');

describe('a word of harm in a label', () => {
  it.each(labels)('is judged in $key: “$text” ($allowed)', ({ key, language, text, allowed }) => {
    const found = problemsOf(key, text, language as Language);
    if (allowed) expect(found).toEqual([]);
    else expect(found[0]).toMatchObject({ kind: 'harm', rule: 'S43', line: 3, column: 3 });
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
