import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countryName } from '../../src/copy/words.ts';
import { homeCountry, languages } from '../../src/locale/languages.ts';
import {
  helplinesByCountry,
  helplinesFor,
  nearestHelp,
  needs,
  readHelplines
} from '../../src/pages/helpline.ts';
import { StoryRefused } from '../../src/story/problem.ts';
import { openCommitted } from '../open-committed.ts';

type Entry = Record<string, unknown> & { id: string; country: string };
const committed = readFileSync('data/care/helplines.json', 'utf8');
const entries = JSON.parse(committed) as Entry[];
const lines = readHelplines(committed);

/** Reads changed entries; returns the kind and the JSON line of the first fault, if any. */
function faultOf(changed: readonly object[]) {
  const text = JSON.stringify(changed, null, 2);
  try {
    readHelplines(text);
  } catch (error) {
    const [fault] = (error as StoryRefused).problems;
    return { kind: fault!.kind, at: text.split('\n')[fault!.line - 1]!.trim(), text: fault!.wrong };
  }
  return undefined;
}
const changed = (id: string, change: object) =>
  entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
const contact = (kind: string, text: string, href: string) => ({
  contacts: [{ kind, text, href }]
});

it('lists a service for every need', () => {
  for (const need of needs) expect(lines.some((line) => line.needs.includes(need))).toBe(true);
});

describe.each(languages)('helplines in %s', (language) => {
  it('sorts nine countries by name, and the needs by the home countries and the world', async () => {
    const words = (await openCommitted()).words[language];
    const countries = helplinesByCountry(lines, words).map(([country]) => country);
    expect(countries).toHaveLength(9);
    expect(countries).toEqual([...countries].sort(new Intl.Collator(language).compare));
    expect(countries).toContain(countryName(words, 'IDN'));
    const near = needs.flatMap((need) => helplinesFor(lines, need, language));
    expect([...new Set(near.map(({ country }) => country))].sort()).toEqual(['GBR', 'IDN', 'WLD']);
  });

  it('gives the home country alone, or all services if it does not meet the need', () => {
    const isHome = ({ country }: { country: string }) => country === homeCountry[language];
    for (const need of needs) {
      const all = helplinesFor(lines, need, language);
      const own = all.filter(isHome);
      expect([need, nearestHelp(lines, need, language)]).toEqual([need, own.length ? own : all]);
    }
    const homeOnly = needs.map((need) => nearestHelp(lines, need, language).every(isHome));
    expect(new Set(homeOnly)).toEqual(new Set([true, false]));
  });

  it('refuses a list without a service of the home country for a child in danger', () => {
    const country = homeCountry[language];
    const without = entries.filter((entry) => entry.country !== country);
    const otherwise = entries.map((entry) =>
      entry.country === country ? { ...entry, needs: ['abused'] } : entry
    );
    for (const list of [without, otherwise])
      expect(faultOf(list)).toMatchObject({
        kind: 'wrong-field',
        text: expect.stringContaining(country) as string
      });
  });
});

describe('readHelplines', () => {
  it.each([
    ['an unknown need', { needs: ['other'] }],
    ['an address without https', { page: 'http://example.org/' }],
    ['an unknown field', { note: 'x' }],
    ['text for a date', { last_checked: 'yesterday' }],
    ['an entry without a contact', { contacts: [] }],
    ['a month that does not exist', { source_date: '2021-13' }],
    ['text for the source date', { source_date: 'last year' }]
  ])('refuses %s', (_, change) => {
    expect(faultOf(changed('uk-napac', change))).toMatchObject({
      kind: 'wrong-field',
      text: expect.stringContaining(Object.keys(change)[0]!) as string
    });
  });

  it.each([
    ['another number than printed', 'uk-childline', 'phone', '0800 1112', 'tel:08001111'],
    ['an extra digit', 'id-sapa', 'phone', '129', 'tel:1299'],
    ['a number without its first 0', 'uk-childline', 'phone', '800 1111', 'tel:8001111'],
    [
      'another WhatsApp number',
      'id-sapa',
      'whatsapp',
      '08111-129-129',
      'https://wa.me/628111129128'
    ],
    [
      'the code of another country',
      'id-sapa',
      'whatsapp',
      '08111-129-129',
      'https://wa.me/638111129129'
    ],
    [
      'WhatsApp without a country code',
      'id-sapa',
      'whatsapp',
      '08111-129-129',
      'https://wa.me/08111129129'
    ],
    [
      'a printed + that is not dialled',
      'uk-stopitnow',
      'phone',
      '+44 1372 847 161',
      'tel:441372847161'
    ],
    [
      'a telephone number that opens a site',
      'uk-childline',
      'phone',
      '0800 1111',
      'https://example.org/'
    ],
    ['a hyphen in a tel: address', 'uk-childline', 'phone', '0800 1111', 'tel:0800-1111'],
    ['another site than named', 'uk-iwf', 'web', 'report.iwf.org.uk', 'https://report.iwf.org/']
  ])('refuses %s', (_, id, kind, text, href) => {
    expect(faultOf(changed(id, contact(kind, text, href)))).toMatchObject({
      kind: 'wrong-field',
      at: `"text": "${text}",`
    });
  });

  it.each([
    [
      'with the country code',
      'ph-makabata',
      contact('phone', '0919-354-1383', 'tel:+639193541383')
    ],
    ['with a printed code', 'us-ncmec', contact('phone', '1-800-843-5678', 'tel:+18008435678')],
    [
      'of a country without a known code',
      'vn-111',
      { country: 'LAO', ...contact('phone', '021 123 456', 'tel:+85621123456') }
    ],
    [
      'of a site with www',
      'uk-iwf',
      contact('web', 'report.iwf.org.uk', 'https://www.report.iwf.org.uk/en/')
    ]
  ])('accepts a contact %s', (_, id, change) => {
    expect(faultOf(changed(id, change))).toBeUndefined();
  });

  it.each(['closed', 'status'])('refuses a field “%s”, in an entry or a contact', (field) => {
    const [sapa] = contact('phone', '129', 'tel:129').contacts;
    for (const change of [{ [field]: true }, { contacts: [{ ...sapa, [field]: true }] }])
      expect(faultOf(changed('id-sapa', change))).toMatchObject({
        kind: 'wrong-field',
        at: `"${field}": true`
      });
  });

  it('refuses a second entry with the same id, or the same name and contact', () => {
    const twin = entries.find(({ id }) => id === 'vn-111')!;
    expect(faultOf([...entries, twin])?.at).toBe('"id": "vn-111",');
    expect(faultOf([...entries, { ...twin, id: 'vn-112' }])?.at).toMatch(/^"name"/);
  });
});
