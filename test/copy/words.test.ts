import { describe, expect, it } from 'vitest';
import { type Label, countryName, speak, type Words } from '../../src/copy/words.ts';

const words = (language: 'id' | 'en'): Words => ({
  language,
  labels: {
    plain: 'as it is',
    slot: 'of {n} economies',
    'minutes.one': '{count} minute',
    'minutes.other': '{count} minutes'
  },
  countries: { IDN: 'Indonesia' }
});

const say = (language: 'id' | 'en', key: string, values: Record<string, string | number> = {}) =>
  speak(words(language), key as Label, values);

describe('speak', () => {
  it.each([
    ['plain', {}, 'as it is'],
    ['slot', { n: 1217 }, 'of 1,217 economies'],
    ['slot', { n: 'some' }, 'of some economies'],
    ['minutes', { count: 1 }, '1 minute'],
    ['minutes', { count: 8 }, '8 minutes']
  ])('fills %s', (key, values, text) => {
    expect(say('en', key, values)).toBe(text);
  });

  it('uses the Indonesian plural and number format', () => {
    expect(say('id', 'minutes', { count: 1 })).toBe('1 minutes');
    expect(say('id', 'slot', { n: 1217 })).toBe('of 1.217 economies');
  });

  it('names the language and the key of a missing label', () => {
    expect(() => say('id', 'absent')).toThrow('“absent” (id)');
  });

  it('names the placeholder without a value', () => {
    expect(() => say('en', 'slot')).toThrow(/“slot” \(en\) .*\{n\}/);
  });
});

describe('countryName', () => {
  it('returns the reviewed name', () => {
    expect(countryName(words('id'), 'IDN')).toBe('Indonesia');
  });

  it('refuses a code without a reviewed name', () => {
    expect(() => countryName(words('en'), 'XXX')).toThrow(
      'countries.json (en) has no name for XXX'
    );
  });
});
