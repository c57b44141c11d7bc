import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citeEstimate } from '../../src/story/cite-estimate.ts';
import { estimateCredit } from '../../src/story/estimate-credit.ts';
import { readEstimates } from '../../src/story/estimates.ts';

const { estimates } = readEstimates(readFileSync(new URL('../../data/estimates.csv', import.meta.url), 'utf8'));

describe('citing an estimate', () => {
  it('gives publisher, title and address', () => {
    expect(citeEstimate(estimates['nca-2020']!)).toMatchObject([{ href: estimates['nca-2020']!.url, published: '2020-04-03' }]);
    expect(estimateCredit(estimates['nca-2020']!)).toContain('NCA, Law enforcement');
  });

  it('never leads from the surveys or the reports to a list of countries (standards S01, S06)', () => {
    for (const estimate of Object.values(estimates)) {
      expect(estimateCredit(estimate)).not.toMatch(/table \d|countries named/i);
      for (const { href } of citeEstimate(estimate)) expect(href ?? '').not.toMatch(/\/tables\/|countries-named/);
    }
    expect(citeEstimate(estimates['survey-2026-01']!)).toMatchObject([{ href: null, title: null }]);
    expect(estimateCredit(estimates['survey-2026-01']!)).toMatch(/^Nature .*, 2026$/);
  });

  it('names two publications apart, each with its own day (standards D12)', () => {
    expect(citeEstimate(estimates['nca-2018']!)).toMatchObject([
      { text: expect.stringMatching(/^NCA via Home Secretary, Policing for the future/) as string, published: '2018-09-03' },
      { text: 'NCA (Rob Jones), Guardian', published: '2018-10-08', href: null }
    ]);
  });

  it("keeps the desk's notes from readers, and says a month that is in doubt", () => {
    const notes = /to confirm|third.party|\(press\)/i;
    const noted = Object.values(estimates).filter(({ publisher, published }) => notes.test(`${publisher} ${published}`));
    expect(noted.length).toBeGreaterThan(8);
    for (const estimate of noted)
      for (const { text, credit, published } of citeEstimate(estimate)) {
        expect(`${text} ${credit}`).not.toMatch(notes);
        expect(published).toMatch(/^\d{4}(-\d{2}){0,2}$/);
      }
    expect(citeEstimate(estimates['ncmec-2004']!)).toMatchObject([{ published: '2010-08', unconfirmed: true }]);
    expect(citeEstimate(estimates['nca-2022']!)).toMatchObject([{ published: '2022-10', unconfirmed: false }]);
  });
});
