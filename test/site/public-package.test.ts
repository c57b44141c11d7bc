import { describe, expect, it } from 'vitest';
import { publicPackage } from '../../src/site/public-package.ts';

const packaged = (unit: string) =>
  JSON.stringify({
    sources: [{ path: 'https://example.org/by-state.csv' }],
    contributors: [{ path: 'https://example.org/treaty' }],
    terhubung: {
      unit,
      raw: { sha256: 'ab', origin: 'https://example.org/by-state.csv' },
      counts: { dropped: [{ reason: 'not bound', count: 17 }] }
    }
  });

describe('a data package as published', () => {
  it('of a treaty keeps the checksum and leads nobody to a list of states (standards S02, D09)', () => {
    const text = publicPackage(packaged('states'));
    expect(text).not.toContain('by-state');
    expect(text).not.toContain('17');
    expect(JSON.parse(text)).toMatchObject({ terhubung: { raw: { sha256: 'ab', origin: 'https://example.org/treaty' } } });
  });

  it('of anything else is published as it is kept', () => {
    expect(publicPackage(packaged('percent'))).toBe(packaged('percent'));
  });
});
