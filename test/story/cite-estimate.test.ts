import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citeEstimate } from '../../src/story/cite-estimate.ts';
import { readEstimates } from '../../src/story/estimates.ts';

const { estimates } = readEstimates(readFileSync(new URL('../../data/estimates.csv', import.meta.url), 'utf8'));

describe('citing an estimate', () => {
  it('gives publisher, title and address', () => {
    expect(citeEstimate(estimates['nca-2020']!)).toMatchObject({ href: estimates['nca-2020']!.url });
    expect(citeEstimate(estimates['nca-2020']!).text).toContain('NCA, Law enforcement');
  });

  it('never leads from the surveys or the reports to a list of countries (standards S01, S06)', () => {
    for (const estimate of Object.values(estimates)) {
      const { text, href } = citeEstimate(estimate);
      expect(text).not.toMatch(/table 1|countries named/i);
      expect(href ?? '').not.toMatch(/\/tables\/|countries-named/);
    }
    expect(citeEstimate(estimates['survey-2026-01']!).href).toBeNull();
  });
});
