import { describe, expect, it } from 'vitest';
import { citationOf } from '../../src/pages/side/citation.ts';
import { correctionsAt, readCorrections } from '../../src/pages/side/correction.ts';
import { readNewsroom } from '../../src/pages/newsroom.ts';
import type { ListedRelease } from '../../src/pages/side/side-page.ts';
import { correctionsFeed } from '../../src/site/pages/feeds.ts';
import { articleLd } from '../../src/site/pages/page-routes.ts';

const words = {
  language: 'id' as const,
  labels: { 'corrections.title': 'Ralat', 'site.name': 'Terhubung', 'site.description': 'Isi' },
  countries: {}
};
const correction = {
  id: '2027-01-15-world-2023',
  posted: '2027-01-15T09:30:00+07:00',
  place: 'world-2023',
  text: { id: 'Angka <dunia> & lain', en: 'The world figure' }
};
const kept: ListedRelease = {
  source: 'wb-internet-users',
  release: '2024-11',
  title: 'Individuals using the Internet (% of population)',
  publisher: 'World Bank',
  indicatorCode: 'IT.NET.USER.ZS',
  unit: 'percent',
  licence: { name: 'CC BY 4.0', path: 'https://example.org/by' },
  credit: 'The World Bank',
  raw: {
    name: 'API.csv',
    bytes: 10,
    sha256: 'ab'.repeat(32),
    origin: 'https://example.org/API.csv'
  },
  tables: ['data.csv'],
  shown: true
};

const silent = {
  ...{
    checked_by: null,
    funded_by: null,
    automated_tools: null,
    contact: null,
    server_records: null,
    review_by: null
  },
  published: null
};

describe('corrections', () => {
  it('sort by instant, whatever the time zone', () => {
    const jakarta = { ...correction, id: '2027-02-01-a', posted: '2027-02-01T10:00:00+07:00' };
    const london = { ...correction, id: '2027-02-01-b', posted: '2027-02-01T04:00:00Z' };
    expect(readCorrections(JSON.stringify([jakarta, london])).map(({ id }) => id)).toEqual([
      london.id,
      jakarta.id
    ]);
  });

  it.each([
    ['no time of posting', { posted: '2027-01-15' }],
    ['one language only', { text: { id: 'x' } }],
    ['an unknown field', { by: 'x' }],
    ['the day of another year in its id', { id: '2026-01-15-world-2023' }],
    ['a day that there is not', { id: '2027-13-45-world-2023', posted: '2027-13-45T09:30:00Z' }],
    [
      'the same text in both languages',
      { text: { id: 'The world figure', en: 'The world figure ' } }
    ]
  ])('are refused with %s', (_, change) => {
    expect(() => readCorrections(JSON.stringify([{ ...correction, ...change }]))).toThrow();
  });

  it('are refused with a duplicate id, at the second', () => {
    const text = JSON.stringify([correction, { ...correction, place: 'opening' }], null, 1);
    expect(() => readCorrections(text)).toThrow(/corrections\.json:12:3: “id” in entry 2 /);
  });

  it('belong to their figure and its steps, not to names with the same prefix', () => {
    const at = (place: string) => correctionsAt('world', [{ ...correction, place }]).length;
    expect(['world', 'world-2023', 'coverage-2018', 'worldwide', 'opening'].map(at)).toEqual([
      1, 1, 1, 0, 0
    ]);
  });

  it('reach the feed, escaped', () => {
    const feed = correctionsFeed([correction], words, '2026-11-25', '');
    expect(feed).toContain('<updated>2027-01-15T09:30:00+07:00</updated>');
    expect(feed).toContain('Angka &lt;dunia&gt; &amp; lain');
    expect(feed).toContain('href="./#world-2023"');
  });

  it('reach the story’s JSON-LD', () => {
    const article = {
      title: 'Judul',
      description: 'Isi',
      edition: '2026-11-25',
      image: 'share/id/story.png'
    };
    const inputs = { releases: [kept], corrections: [correction], address: '', newsroom: silent };
    const data = articleLd(words, article, {
      ...inputs,
      address: 'https://news.example/',
      newsroom: { ...silent, published: '2026-12-01' }
    });
    expect(data['correction']).toBe('https://news.example/id/corrections/');
    expect([data['datePublished'], data['dateModified']]).toEqual([
      '2026-12-01',
      correction.posted
    ]);
    expect(data['image']).toBe('https://news.example/share/id/story.png');
    expect(articleLd(words, article, inputs)).not.toHaveProperty('image');
    expect(articleLd(words, article, inputs)['correction']).toBe('corrections/');
    expect(articleLd(words, article, { ...inputs, corrections: [] })).not.toHaveProperty(
      'correction'
    );
  });
});

describe('a citation', () => {
  it('has publisher, title, release, checksum and address', () => {
    expect(citationOf(kept)).toBe(
      'World Bank (2024). Individuals using the Internet (% of population). Release of 2024-11. File API.csv, sha256 abababababab. https://example.org/API.csv'
    );
  });
});

describe('the newsroom', () => {
  it('may leave a statement empty, but not out or in one language', () => {
    expect(readNewsroom(JSON.stringify(silent))).toEqual(silent);
    expect(() => readNewsroom(JSON.stringify({ ...silent, contact: { en: 'x' } }))).toThrow();
    expect(() => readNewsroom(JSON.stringify({ contact: null }))).toThrow();
  });

  it('has an existing review day or none', () => {
    const said = (day: unknown) =>
      readNewsroom(JSON.stringify({ ...silent, review_by: day }, null, 1)).review_by;
    expect([said(null), said('2028-02-29')]).toEqual([null, '2028-02-29']);
    for (const day of ['2027-02-30', '2027-13-01', '1 March 2027', '2027-03'])
      expect(() => said(day)).toThrow(`data/newsroom.json:7:2: “review_by” `);
    expect(() => said(undefined)).toThrow('“review_by” is missing.');
    expect(() => said(20270301)).toThrow('“review_by”');
  });
});
