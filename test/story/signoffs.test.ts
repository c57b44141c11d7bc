import { describe, expect, it } from 'vitest';
import {
  missingReviews,
  readSignoffs,
  reviews,
  type Signoff
} from '../../src/story/ledgers/signoffs.ts';

const signed = (change: Partial<Signoff> = {}): Signoff[] =>
  reviews.map(({ role }) => ({
    role,
    name: 'Made Up',
    organisation: 'Nowhere',
    date: '2026-01-03',
    scope: 'edition',
    edition: '2026-01-02',
    ...change
  }));
const missing = (list: Signoff[], edition = '2026-01-02', changed?: string) =>
  missingReviews(list, { edition, changed }, '2026-01-04');

describe('missingReviews', () => {
  it('asks for eight reviews until each is signed', () => {
    expect(missing([])).toHaveLength(8);
    expect(missing(signed())).toEqual([]);
  });

  it('ignores reviews of another edition', () => {
    expect(missing(signed(), '2026-02-01')).toHaveLength(8);
  });

  it('accepts reviews for later editions, not for earlier ones', () => {
    const later = signed({ scope: 'later-editions' });
    expect(missing(later, '2026-02-01')).toEqual([]);
    expect(missing(later, '2026-01-01')).toHaveLength(8);
  });

  it('accepts a signature of today, and none of the future', () => {
    expect(missing(signed({ date: '2026-01-04' }))).toEqual([]);
    expect(missing(signed({ date: '2026-01-05' }))).toHaveLength(8);
  });

  it('ignores reviews of one edition from before its words changed', () => {
    expect(missing(signed(), '2026-01-02', '2026-01-04')).toHaveLength(8);
    expect(missing(signed({ date: '2026-01-04' }), '2026-01-02', '2026-01-04')).toEqual([]);
    expect(missing(signed({ scope: 'later-editions' }), '2026-01-02', '2026-01-04')).toEqual([]);
  });
});

it('says what is missing and how to get it', () => {
  const said = {
    unsigned: missing([]),
    'of another edition': missing(signed(), '2026-02-01'),
    'in the future': missing(signed({ date: '2026-01-05' })),
    'before the words changed': missing(signed(), '2026-01-02', '2026-01-04')
  };
  expect(
    Object.entries(said).map(([name, problems]) => `${name}: ${problems[0]!.message}`)
  ).toMatchSnapshot();
});

describe('readSignoffs', () => {
  it('reads signed reviews', () =>
    expect(readSignoffs(JSON.stringify(signed()))).toEqual(signed()));

  it.each([
    ['a role that nobody asked for', { role: 'editor' }],
    ['a blank name', { name: ' ' }],
    ['a date that is none', { date: 'today' }],
    ['a scope of its own', { scope: 'all' }],
    ['a field too many', { note: 'fine' }]
  ])('refuses %s', (_, change) =>
    expect(() => readSignoffs(JSON.stringify([{ ...signed()[0], ...change }]))).toThrow(
      'data/signoffs.json:1:'
    )
  );

  it('accepts an empty list', () => expect(readSignoffs('[]')).toEqual([]));
});
