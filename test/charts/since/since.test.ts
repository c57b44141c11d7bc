import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/since/Chart.svelte';
import { datePhrase, describeSince, sinceList } from '../../../src/charts/since/describe.ts';
import { sinceFrame, sinceGeographies, sinceYear } from '../../../src/charts/since/frame.ts';
import { sinceTable } from '../../../src/charts/since/table.ts';
import { languages } from '../../../src/locale/languages.ts';
import { namedIn2018 } from '../../../src/story/claim.ts';
import { decimalYear } from '../../../src/charts/phrases/decimal-year.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const everything = sinceFrame(data, () => true).flatMap(({ items }) => items);

/** Rows that stand in the ledger and not in the list, each with its reason. */
const leftOut: Record<string, string> = {
  'opsc-2024': 'a count seen only in a secondary source, which another index contradicts',
  'icmec-2018-none': 'says what is missing (standards S02)',
  'chi-2020': 'an earlier count of the same network; the membership is not a growth story',
  'chi-contacts-2022': 'a count of contacts, whose rules changed: nothing that was put in place',
  'asean-rpa2': 'prepared; no source confirms that it was adopted'
};

describe('sinceFrame', () => {
  it('leaves out the countries that the 2018 report named, by rule', () => {
    const named = [...namedIn2018].map((iso3) => storyWords('en').countries[iso3]);
    expect(named).toHaveLength(5);
    const rows = Object.values(data.protection).filter(({ geography }) => named.includes(geography));
    expect(rows.length).toBeGreaterThan(5);
    for (const country of named) expect(sinceGeographies.has(country!)).toBe(false);
    for (const { fact } of everything) expect(named).not.toContain(fact.geography);
  });

  it('lists what came in 2017 or later, oldest first, what bears no date last', () => {
    const at = everything.map(({ fact, year }) => (year === undefined ? Infinity : decimalYear(fact.date)));
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(sinceYear);
    expect(everything.at(-1)?.fact.id).toBe('lanz-now');
  });

  it.each(languages)('shows every row of the ledger but those with a reason (%s)', (language) => {
    const shown = sinceList(data, storyWords(language)).flatMap(({ items }) => items.map(({ fact }) => fact.id));
    expect(
      everything
        .map(({ fact }) => fact.id)
        .filter((id) => !shown.includes(id))
        .sort()
    ).toEqual(Object.keys(leftOut).sort());
  });

  it('has a rule for every place in the ledger: shown, or named in 2018', () => {
    const named = [...namedIn2018].map((iso3) => storyWords('en').countries[iso3]);
    const unknown = Object.values(data.protection).filter(
      ({ geography }) => !sinceGeographies.has(geography) && !named.includes(geography)
    );
    expect(unknown.map(({ id }) => id)).toEqual([]);
  });

  it('says which dates are not confirmed', () => {
    const unconfirmed = everything.filter((item) => item.unconfirmed).map(({ fact }) => fact.id);
    for (const id of ['id-pptunas', 'lanz-now']) expect(unconfirmed).toContain(id);
    expect(unconfirmed).not.toContain('uk-strategy');
    expect(everything.find(({ fact }) => fact.id === 'uk-iicsa')).toMatchObject({ fact: { date: '2022-10-20' }, unconfirmed: false });
  });
});

describe.each(languages)('the timeline in %s', (language) => {
  const words = storyWords(language);
  const items = sinceList(data, words).flatMap((year) => year.items);
  const html = render(Chart, { props: { data, words, idPrefix: 'x' } }).body;
  const table = sinceTable(data, words);

  it('names none of the countries of the 2018 report anywhere (standards S01, S07)', () => {
    const { names } = { names: [...namedIn2018].map((iso3) => words.countries[iso3]!) };
    const spoken = `${html} ${JSON.stringify(table)} ${JSON.stringify(describeSince(data, words))} ${readFileSync(`data/copy/${language}/words.story.json`, 'utf8')}`;
    for (const name of [...names, 'Philippine', 'Vietnam', 'Filipina']) expect(spoken).not.toContain(name);
  });

  it('is one ordered list, each entry with its date, its publisher and how it was checked', () => {
    expect(html.match(/<ol/g)).toHaveLength(1);
    expect(html.match(/class="what"/g)).toHaveLength(items.length);
    for (const item of items) expect(html).toContain(datePhrase(item, words));
    const pptunas = items.find(({ fact }) => fact.id === 'id-pptunas')!;
    expect(datePhrase(pptunas, words)).toMatch(/^2025, /);
  });

  it('has a table with the same entries in the same order', () => {
    expect(table.rows.map(({ header }) => header)).toEqual([...html.matchAll(/class="what">([^<]*)</g)].map((match) => match[1]));
  });

  it('names nothing that is missing: no word of lack, and no count of what has none (standards S02)', () => {
    for (const { header } of table.rows) expect(header).not.toMatch(/\b(no|none|without|lack\w*|not|tanpa|belum|tidak)\b/i);
  });
});
