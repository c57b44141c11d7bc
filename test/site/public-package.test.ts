import { describe, expect, it } from 'vitest';
import { publicPackage } from '../../src/site/downloads/tables-package.ts';

const packaged = (unit: string) =>
  JSON.stringify({
    description: 'Counts people.',
    resources: [{ path: 'data.csv' }, { path: 'aggregates.csv' }],
    sources: [{ path: 'https://example.org/by-state.csv' }],
    contributors: [{ path: 'https://example.org/treaty?by=state' }],
    terhubung: {
      unit,
      raw: { sha256: 'ab', origin: 'https://example.org/by-state.csv' },
      licence: { name: 'Facts', path: 'https://example.org/' },
      counts: { dropped: [{ reason: 'not bound', count: 17 }] }
    }
  });

const limits = 'It does not show where.';

describe('a data package as published', () => {
  it('links no list of states for a treaty, and keeps the checksum (S02, D09)', () => {
    const text = publicPackage(packaged('states'), 'all', limits);
    expect(text).not.toContain('by-state');
    expect(text).not.toContain('17');
    expect(JSON.parse(text)).toMatchObject({
      sources: [{ path: 'https://example.org/' }],
      contributors: [{ path: 'https://example.org/' }],
      terhubung: { raw: { sha256: 'ab', origin: 'https://example.org/' } }
    });
  });

  it('adds the limits to shares of people (S05)', () => {
    const { description, ...rest } = JSON.parse(
      publicPackage(packaged('percent'), 'all', limits)
    ) as Record<string, unknown>;
    expect(description).toBe(`Counts people. ${limits}`);
    expect({ description: 'Counts people.', ...rest }).toEqual(JSON.parse(packaged('percent')));
    expect(publicPackage(packaged('people'), 'all', limits)).not.toContain(limits);
  });

  it('lists only totals if only they are published', () => {
    expect(JSON.parse(publicPackage(packaged('people'), 'totals', limits))).toMatchObject({
      resources: [{ path: 'aggregates.csv' }]
    });
  });
});
