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
import { openCommitted } from '../open-committed.ts';

const committed = readFileSync(new URL('../../data/care/helplines.json', import.meta.url), 'utf8');
const first = () => (JSON.parse(committed) as Record<string, unknown>[])[0]!;

describe('help entries', () => {
  it('answers every need in the committed file', () => {
    const lines = readHelplines(committed);
    for (const need of needs)
      expect(lines.filter((line) => line.needs.includes(need)).length).toBeGreaterThan(0);
  });

  it.each(languages)(
    'names nine countries in the order of the alphabet of %s, and leaves the needs to both homes and the world',
    async (language) => {
      const lines = readHelplines(committed);
      const words = (await openCommitted()).words[language];
      const countries = helplinesByCountry(lines, words).map(([country]) => country);
      expect(countries).toHaveLength(9);
      expect(countries).toEqual([...countries].sort(new Intl.Collator(language).compare));
      expect(countries).toContain(countryName(words, 'IDN'));
      const near = needs.flatMap((need) =>
        helplinesFor(lines, need, language).map(({ country }) => country)
      );
      expect([...new Set(near)].sort()).toEqual(['GBR', 'IDN', 'WLD']);
    }
  );

  it.each(languages)(
    'gives readers of %s their own country’s first, and of a need that it does not answer all that do',
    (language) => {
      const lines = readHelplines(committed);
      for (const need of needs) {
        const all = helplinesFor(lines, need, language);
        const own = all.filter(({ country }) => country === homeCountry[language]);
        expect([need, nearestHelp(lines, need, language)]).toEqual([
          need,
          own.length > 0 ? own : all
        ]);
      }
      const answered = needs.map((need) =>
        nearestHelp(lines, need, language).every(({ country }) => country === homeCountry[language])
      );
      expect(new Set(answered)).toEqual(new Set([true, false]));
    }
  );

  it.each([
    ['a need nobody has', { needs: ['other'] }],
    ['an address that is not https', { page: 'http://example.org/' }],
    ['a field nobody knows', { note: 'x' }],
    ['a date that is none', { last_checked: 'yesterday' }],
    ['no contact', { contacts: [] }]
  ])('refuses %s', (_, change) => {
    const all = JSON.parse(committed) as Record<string, unknown>[];
    expect(() =>
      readHelplines(JSON.stringify([{ ...first(), ...change }, ...all.slice(1)]))
    ).toThrow();
  });

  const entryOf = (id: string) =>
    (JSON.parse(committed) as Record<string, unknown>[]).find((line) => line['id'] === id)!;
  const contact = (kind: string, text: string, href: string) => ({
    contacts: [{ kind, text, href }]
  });
  /** Reads the committed entries with one changed, and others after them. */
  const readWith = (id: string, change: object, ...more: object[]) => {
    const all = JSON.parse(committed) as Record<string, unknown>[];
    return () =>
      readHelplines(
        JSON.stringify(
          [...all.map((line) => (line['id'] === id ? { ...line, ...change } : line)), ...more],
          null,
          2
        )
      );
  };

  it.each<[string, string, object]>([
    [
      'another number than is printed',
      'uk-childline',
      contact('phone', '0800 1112', 'tel:08001111')
    ],
    ['a number with a digit too many', 'id-sapa', contact('phone', '129', 'tel:1299')],
    ['a number without its first 0', 'uk-childline', contact('phone', '800 1111', 'tel:8001111')],
    [
      'another WhatsApp number',
      'id-sapa',
      contact('whatsapp', '08111-129-129', 'https://wa.me/628111129128')
    ],
    [
      'the code of another country',
      'id-sapa',
      contact('whatsapp', '08111-129-129', 'https://wa.me/638111129129')
    ],
    [
      'WhatsApp without a code',
      'id-sapa',
      contact('whatsapp', '08111-129-129', 'https://wa.me/08111129129')
    ],
    [
      'a number from abroad that is not dialled so',
      'uk-stopitnow',
      contact('phone', '+44 1372 847 161', 'tel:441372847161')
    ],
    [
      'a telephone number that opens a site',
      'uk-childline',
      contact('phone', '0800 1111', 'https://example.org/')
    ],
    ['words in an address', 'uk-childline', contact('phone', '0800 1111', 'tel:0800-1111')],
    [
      'another site than is named',
      'uk-iwf',
      contact('web', 'report.iwf.org.uk', 'https://report.iwf.org/')
    ],
    ['a day of the source that there is not', 'uk-napac', { source_date: '2021-13' }],
    ['a word for its day', 'uk-napac', { source_date: 'last year' }]
  ])('refuses %s, naming the entry', (_, id, change) => {
    expect(readWith(id, change)).toThrow(
      /^data\/care\/helplines\.json:\d+:\d+: “.*” in entry \d+ /
    );
  });

  it.each([
    [
      'with its country’s code',
      'ph-makabata',
      contact('phone', '0919-354-1383', 'tel:+639193541383')
    ],
    [
      'with a code that is printed',
      'us-ncmec',
      contact('phone', '1-800-843-5678', 'tel:+18008435678')
    ],
    [
      'of a country whose code is not known here',
      'vn-111',
      { country: 'LAO', ...contact('phone', '021 123 456', 'tel:+85621123456') }
    ],
    [
      'of a site under www',
      'uk-iwf',
      contact('web', 'report.iwf.org.uk', 'https://www.report.iwf.org.uk/en/')
    ]
  ])('takes a contact %s', (_, id, change) => {
    expect(readWith(id, change)).not.toThrow();
  });

  it.each(['closed', 'status'])(
    'says of a field “%s” that a closed line is deleted, where it stands',
    (field) => {
      expect(readWith('id-sapa', { [field]: true })).toThrow(
        new RegExp(`^data/care/helplines\\.json:(?!2:)\\d+:5: .*“${field}”; delete the whole entry`)
      );
      expect(
        readWith('id-sapa', {
          contacts: [{ kind: 'phone', text: '129', href: 'tel:129', [field]: true }]
        })
      ).toThrow(/delete the whole entry/);
    }
  );

  it('refuses an entry twice, by its id or by its name and a contact', () => {
    expect(readWith('', {}, { ...entryOf('vn-111') })).toThrow(/“id” in entry 15 is “vn-111”/);
    expect(readWith('', {}, { ...entryOf('vn-111'), id: 'vn-112' })).toThrow(
      /“name” in entry 15 .*“vn-111”/
    );
  });

  it.each(languages)(
    'refuses that nobody is left whom readers of %s can call for a child in danger',
    (language) => {
      const country = homeCountry[language];
      const left = (JSON.parse(committed) as { country: string }[]).filter(
        (line) => line.country !== country
      );
      expect(() => readHelplines(JSON.stringify(left))).toThrow(
        `an entry of ${country} for the need “danger”`
      );
      const others = (JSON.parse(committed) as { country: string }[]).map((line) =>
        line.country === country ? { ...line, needs: ['abused'] } : line
      );
      expect(() => readHelplines(JSON.stringify(others))).toThrow(
        `an entry of ${country} for the need “danger”`
      );
    }
  );
});
