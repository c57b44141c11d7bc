import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { homeCountry, languages } from '../../src/locale/languages.ts';
import { helplinesFor, nearestHelp, needs, readHelplines } from '../../src/pages/helpline.ts';
import { StoryRefused } from '../../src/story/problem.ts';

type Entry = Record<string, unknown> & { id: string; country: string };
const committed = readFileSync('data/care/helplines.json', 'utf8');
const entries = JSON.parse(committed) as Entry[];
const lines = readHelplines(committed);

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
  it('lists the readers’ own countries and the world, nearest first (standards S41)', () => {
    const listed = needs.flatMap((need) => helplinesFor(lines, need, language));
    expect(listed).toHaveLength(lines.flatMap((line) => line.needs).length);
    const found = new Set(listed.map(({ country }) => country));
    expect([...found].sort()).toEqual(['GBR', 'IDN', 'USA', 'WLD']);
    const [nearest] = helplinesFor(lines, 'danger', language);
    expect(nearest!.country).toBe(homeCountry[language]);
  });

  it('begins a child in danger with emergency digits', () => {
    const [first] = nearestHelp(lines, 'danger', language);
    const digits = { id: ['110', '112'], en: ['999'] }[language];
    expect(first!.contacts.map(({ text }) => text)).toEqual(digits);
  });

  it('gives the home country, else the world, else all; the world too if asked', () => {
    const isHome = ({ country }: { country: string }) => country === homeCountry[language];
    for (const need of needs) {
      const all = helplinesFor(lines, need, language);
      const own = all.filter(isHome);
      const world = all.filter((line) => line.country === 'WLD');
      const otherwise = world.length ? world : all;
      expect([need, nearestHelp(lines, need, language)]).toEqual([
        need,
        own.length ? own : otherwise
      ]);
      const near = nearestHelp(lines, need, language, { worldwide: true });
      expect([need, near]).toEqual([need, own.length ? [...own, ...world] : otherwise]);
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

const whatsapp = ['id-sapa', 'whatsapp', '08111-129-129'] as const;

describe('readHelplines', () => {
  it.each([
    ['an unknown need', { needs: ['other'] }],
    ['a country that is not the readers’ own (standards S41)', { country: 'FRA' }],
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
    ['a number without its first 0', 'uk-childline', 'phone', '800 1111', 'tel:8001111'],
    ['the code of another country', ...whatsapp, 'https://wa.me/638111129129'],
    ['WhatsApp without a country code', ...whatsapp, 'https://wa.me/08111129129'],
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
    ['another site than named', 'uk-iwf', 'web', 'report.iwf.org.uk', 'https://report.iwf.org/']
  ])('refuses %s', (_, id, kind, text, href) => {
    expect(faultOf(changed(id, contact(kind, text, href)))).toMatchObject({
      kind: 'wrong-field',
      at: `"text": "${text}",`
    });
  });

  it.each([
    ['with the country code', 'uk-napac', contact('phone', '0808 801 0331', 'tel:+448088010331')],
    ['with a printed code', 'us-ncmec', contact('phone', '1-800-843-5678', 'tel:+18008435678')],
    ['of the world', 'gl-chi', contact('phone', '021 123 456', 'tel:+85621123456')],
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
    const twin = entries.find(({ id }) => id === 'uk-nspcc')!;
    expect(faultOf([...entries, twin])?.at).toBe('"id": "uk-nspcc",');
    expect(faultOf([...entries, { ...twin, id: 'uk-other' }])?.at).toMatch(/^"name"/);
  });
});
