import { describe, expect, it } from 'vitest';
import { printParts } from '../../../src/charts/drawing/print-parts.ts';
import { since } from '../../../src/charts/since/figure.ts';
import { sinceFrame, sinceList, sinceTable } from '../../../src/charts/since/record.ts';
import { languages } from '../../../src/locale/languages.ts';
import { namedIn2018 } from '../../../src/story/claim.ts';
import { theWarning } from '../../../src/story/warning.ts';
import { decimalYear } from '../../../src/charts/phrases/decimal-year.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const everything = sinceFrame(data, () => true).flatMap(({ items }) => items);

/** Ledger rows that the list omits, with the reason. */
const leftOut: Record<string, string> = {
  'asean-rpa': 'noted at a summit; its declaration is listed',
  'asean-rpa2': 'no source confirms its adoption',
  'uk-strategy': 'a paper; its law is listed',
  'uk-iicsa': 'its day is inferred; listed in another row',
  'id-sapa': 'the helpline is listed with its launch',
  'id-pptunas': 'its day is not confirmed; another row has the signature'
};

describe('sinceFrame', () => {
  it('lists no country that the 2018 report named (S41)', () => {
    const names = [...namedIn2018].map((iso3) => storyWords('en').countries[iso3]);
    for (const { fact } of everything) expect(names).not.toContain(fact.geography);
  });

  it('lists entries from 2018, oldest first, a year after its days, and none without a date', () => {
    const at = everything.map(({ fact: { date } }) =>
      /^\d{4}$/.test(date) ? Number(date) + 0.999 : decimalYear(date)
    );
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(theWarning.year);
    expect(everything.map(({ fact }) => fact.id)).not.toContain('lanz-now');
  });

  it.each(languages)('omits only ledger rows with a reason (%s)', (language) => {
    const shown = sinceList(data, storyWords(language)).flatMap(({ items }) =>
      items.map(({ fact }) => fact.id)
    );
    expect(
      everything
        .map(({ fact }) => fact.id)
        .filter((id) => !shown.includes(id))
        .sort()
    ).toEqual(Object.keys(leftOut).sort());
  });

  it('flags unconfirmed dates', () => {
    const unconfirmed = everything.filter((item) => item.unconfirmed).map(({ fact }) => fact.id);
    expect(unconfirmed).toContain('id-pptunas');
    expect(unconfirmed).not.toContain('uk-osa');
    expect(everything.find(({ fact }) => fact.id === 'uk-iicsa')).toMatchObject({
      fact: { date: '2022-10-20' },
      unconfirmed: false
    });
  });
});

describe.each(languages)('the timeline in %s', (language) => {
  const words = storyWords(language);
  const measure = (text: string) => text.length * 7;
  const html = printParts(
    { wide: since.draw(data, words, { width: 580, measure }) },
    { chart: 'since', idPrefix: 'x', description: { name: '', text: '' } }
  );
  const table = sinceTable(data, words);

  it('names no country of the 2018 report, in the list or its table (S41)', () => {
    for (const iso3 of namedIn2018)
      expect(html + JSON.stringify(table)).not.toContain(words.countries[iso3]!);
  });

  it('has a table with the same entries in order', () => {
    expect(table.rows.map(({ header }) => header)).toEqual(
      [...html.matchAll(/<span>([^<]*) <span>/g)].map((match) => match[1])
    );
  });

  it('mentions nothing that is missing (S02)', () => {
    for (const { header } of table.rows)
      expect(header).not.toMatch(/\b(no|none|without|lack\w*|not|tanpa|belum|tidak)\b/i);
  });
});
