import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citeEstimate, estimateCredit } from '../../src/story/ledgers/estimate.ts';
import { withLinks, linksFile, readLinks } from '../../src/story/ledgers/links.ts';
import { committedEstimates } from './committed-ledgers.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const links = readLinks(read(linksFile));
const estimates = withLinks(committedEstimates().estimates, links);

describe('citing an estimate', () => {
  it('gives publisher, title and address', () => {
    expect(citeEstimate(estimates['nca-2022']!)).toMatchObject([
      { link: { url: estimates['nca-2022']!.url }, published: '2022-10-20' }
    ]);
    expect(estimateCredit(estimates['nca-2020']!)).toContain('NCA, Law enforcement');
  });

  it('never leads from the surveys or the reports to a list of countries (standards S01, S06)', () => {
    for (const estimate of Object.values(estimates)) {
      expect(estimateCredit(estimate)).not.toMatch(/table \d|countries named/i);
      for (const { link } of citeEstimate(estimate))
        expect(link?.url ?? '').not.toMatch(/\/tables\/|countries-named/);
    }
    const byAddress = { ...estimates['nca-2022']!, url: 'https://example.org/countries-named' };
    expect(citeEstimate(byAddress)).toMatchObject([{ link: undefined, title: null }]);
    expect(citeEstimate(estimates['survey-lowest']!)).toMatchObject([
      { link: undefined, title: null }
    ]);
    expect(estimateCredit(estimates['survey-lowest']!)).toMatch(/^Nature .*, 2026$/);
  });

  it('cites two publications, each with its own day (D12)', () => {
    const two = {
      publisher: 'NCA via Home Secretary; NCA (Rob Jones)',
      title: 'Policing for the future (Home Affairs Committee, ch.4); Guardian 8 Oct 2018',
      url: 'https://example.org/',
      published: '2018-09-03',
      link: { url: 'https://example.org/', opened: null, copy: null }
    };
    expect(citeEstimate(two)).toMatchObject([
      {
        text: expect.stringMatching(/^NCA via Home Secretary, Policing for the future/) as string,
        published: '2018-09-03',
        link: two.link
      },
      { text: 'NCA (Rob Jones), Guardian', published: '2018-10-08', link: undefined }
    ]);
  });

  it('links only listed addresses (S14, S40)', () => {
    for (const id of [
      'nca-2018',
      'nca-2020',
      'ukresp-arrests-2018',
      'dh-nottold',
      'dh-known',
      'ukresp-arrests-2026',
      'iwf-2022',
      'iwfhost-2022eur',
      'nca-2021',
      'csac-girls',
      'ncmec-2024'
    ])
      expect(citeEstimate(estimates[id]!)).toMatchObject([
        { title: expect.any(String) as string, link: undefined }
      ]);
    const { 'nca-2022': nca } = estimates;
    expect(citeEstimate(nca!)).toMatchObject([{ link: { url: nca!.url } }]);
    for (const url of [
      'https://idntimes.com/news/',
      'https://anglicanwatch.com/',
      `${nca!.url}/`,
      'https://example.org/'
    ])
      expect(withLinks({ one: { url } }, links).one).toEqual({ url });
  });

  it("hides the desk's notes, and marks a doubtful month", () => {
    const notes = /to confirm|third.party|\(press\)/i;
    const noted = Object.values(estimates).filter(({ publisher, published }) =>
      notes.test(`${publisher} ${published}`)
    );
    expect(noted.length).toBeGreaterThan(8);
    for (const estimate of noted)
      for (const { text, credit, published } of citeEstimate(estimate)) {
        expect(`${text} ${credit}`).not.toMatch(notes);
        expect(published).toMatch(/^\d{4}(-\d{2}){0,2}$/);
      }
    expect(citeEstimate(estimates['ncmec-2004']!)).toMatchObject([
      { published: '2010-08', unconfirmed: true }
    ]);
    expect(citeEstimate(estimates['ukresp-arrests-2022']!)).toMatchObject([
      { published: '2022-10', unconfirmed: false }
    ]);
  });
});
