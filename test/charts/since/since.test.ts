import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/since/Chart.svelte';
import { describeSince, itemPhrase, sinceList } from '../../../src/charts/since/describe.ts';
import { namedMeasures, sinceFrame, sinceGeographies } from '../../../src/charts/since/frame.ts';
import { sinceTable } from '../../../src/charts/since/record.ts';
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
  'opsc-2024': 'seen only in a secondary source, and contradicted by another index',
  'icmec-2018': 'a count of laws, shown in the panels',
  'icmec-2018-none': 'counts what is missing (S02)',
  'icmec-2018-isp': 'a count of laws, printed in the text',
  'chi-2020': 'a count of a network; its membership is not a growth story',
  'chi-2023': 'a count of a network; its membership is not a growth story',
  'chi-contacts-2022': 'a count of contacts whose rules changed, not a measure',
  'asean-rpa': 'noted at a summit; its declaration is listed',
  'asean-rpa2': 'no source confirms its adoption',
  'uk-strategy': 'a paper; its law is listed',
  'uk-iicsa': 'its day is inferred; listed in another row',
  'us-report': 'a country outside the story',
  'id-sapa': 'the helpline is listed with its launch',
  'id-pptunas': 'its day is not confirmed; another row has the signature'
};

describe('sinceFrame', () => {
  it('lists one measure of each government named in the 2018 report, among all others by date (S41)', () => {
    expect(Object.values(namedMeasures).sort()).toEqual([...namedIn2018].sort());
    const listed = everything.filter(({ fact }) => fact.id in namedMeasures);
    for (const { fact } of listed)
      expect(storyWords('en').countries[namedMeasures[fact.id]!]).toBe(fact.geography);
    expect(listed.map(({ fact }) => fact.id).sort()).toEqual(Object.keys(namedMeasures).sort());
    for (const { fact } of everything)
      expect(sinceGeographies.has(fact.geography) || fact.id in namedMeasures).toBe(true);
    // Others come before, between and after them.
    const at = listed.map((item) => everything.indexOf(item));
    expect([
      at[0]! > 0,
      at.at(-1)! < everything.length - 1,
      at.at(-1)! - at[0]! > at.length
    ]).toEqual([true, true, true]);
  });

  it('lists entries from 2018, oldest first, a year after its days, and none without a date', () => {
    const at = everything.map(({ fact: { date } }) =>
      /^\d{4}$/.test(date) ? Number(date) + 0.999 : decimalYear(date)
    );
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(theWarning.year);
    expect(everything.map(({ fact }) => fact.id)).not.toContain('lanz-now');
  });

  it('has the first and the newest statement of UK police, with their bounds', () => {
    const stated = everything.flatMap(({ stated }) => stated ?? []);
    expect(stated.map(({ arrests, safeguarded }) => [arrests.bound, safeguarded.bound])).toEqual([
      ['about', 'over'],
      ['exact', 'exact']
    ]);
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

  it('covers every place in the ledger', () => {
    const named = [...namedIn2018].map((iso3) => storyWords('en').countries[iso3]);
    const unknown = Object.values(data.protection).filter(
      ({ geography }) => !sinceGeographies.has(geography) && !named.includes(geography)
    );
    expect(unknown.map(({ id }) => id)).toEqual([]);
  });

  it('flags unconfirmed dates', () => {
    const unconfirmed = everything.filter((item) => item.unconfirmed).map(({ fact }) => fact.id);
    for (const id of ['id-pptunas', 'ukresp-2026']) expect(unconfirmed).toContain(id);
    expect(unconfirmed).not.toContain('uk-osa');
    expect(everything.find(({ fact }) => fact.id === 'uk-iicsa')).toMatchObject({
      fact: { date: '2022-10-20' },
      unconfirmed: false
    });
  });
});

describe.each(languages)('the timeline in %s', (language) => {
  const words = storyWords(language);
  const items = sinceList(data, words).flatMap((year) => year.items);
  const html = render(Chart, { props: { data, words, idPrefix: 'x' } }).body;
  const table = sinceTable(data, words);

  it('names each country of the 2018 report once, in its entry, and in no label, description or caption (S41)', () => {
    const labels = readFileSync(`data/copy/${language}/words.story.json`, 'utf8');
    for (const iso3 of namedIn2018) {
      const name = words.countries[iso3]!;
      expect(html.split(`${name}:`)).toHaveLength(2);
      expect(
        html.replace(`${name}:`, '').replaceAll(/<span lang="en">[^<]*<\/span>/g, '')
      ).not.toContain(name);
      expect(table.rows.filter(({ header }) => header.startsWith(`${name}:`))).toHaveLength(1);
      expect(
        `${labels} ${JSON.stringify(describeSince(data, words))} ${table.caption} ${table.notes.join()}`
      ).not.toContain(name);
    }
  });

  it('calls a bill a bill', () => {
    const bill = items.find(({ fact }) => fact.id === 'th-cabinet-2025')!;
    expect(itemPhrase(bill, words)).toMatch(
      { en: /approves a proposed law/, id: /menyetujui rancangan undang-undang/ }[language]
    );
  });

  it('attributes police statements to law enforcement, or to a director quoted in the press', () => {
    const who = {
      en: [/: law enforcement speaks of/, /: an NCA director, quoted in the press, speaks of/],
      id: [/: penegak hukum /, /dikutip pers/]
    };
    const said = items.filter(({ stated }) => stated).map((item) => itemPhrase(item, words));
    expect(said).toEqual(who[language].map((one) => expect.stringMatching(one) as string));
  });

  it('has a table with the same entries in order', () => {
    expect(table.rows.map(({ header }) => header)).toEqual(
      [...html.matchAll(/class="what">([^<]*)</g)].map((match) => match[1])
    );
  });

  it('mentions nothing that is missing (S02)', () => {
    for (const { header } of table.rows)
      expect(header).not.toMatch(/\b(no|none|without|lack\w*|not|tanpa|belum|tidak)\b/i);
  });
});
