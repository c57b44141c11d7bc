import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../../src/charts/chart.ts';
import { mapData } from '../../../src/charts/choropleth/payload/map-data.ts';
import { economiesTable } from '../../../src/charts/choropleth/table/economies-table.ts';
import { choroplethTables } from '../../../src/charts/choropleth/table/table.ts';
import { mappable } from '../../../src/charts/choropleth/frame.ts';
import { readPayload } from '../../../src/charts/choropleth/payload/payload.ts';
import { languages, locales } from '../../../src/locale/languages.ts';
import type { OpenedStory } from '../../../src/site/story/open-story.ts';
import { openCommitted } from '../../open-committed.ts';

let story: OpenedStory;
beforeAll(async () => {
  story = await openCommitted();
});

/**
 * A table as a page prints it: the number behind a cell is for its file, which is made from the
 * published figures.
 */
const asPrinted = <Printed extends Pick<Table, 'rows'>>(table: Printed) => ({
  ...table,
  rows: table.rows.map(({ header, cells }) => ({ header, cells: cells.map(({ text }) => text) }))
});

describe.each(languages)('what the map is brought to life with in %s', (language) => {
  it('gives the same tables, cell by cell, as the page of the data holds', () => {
    const { layers, words, tableYears } = readPayload(mapData(story.data, story.words[language]));
    const expected = choroplethTables(story.data, story.words[language]);
    expect(layers.length).toBe(expected.length);
    for (const [index, layer] of mappable.entries()) {
      const series = layers.find(({ indicator }) => indicator === layer)!;
      const { sources: _sources, ...table } = expected[index]!;
      expect(asPrinted(economiesTable(series, layer, words, tableYears[layer]!))).toEqual(
        asPrinted(table)
      );
    }
  });

  it('lists every country once, in the alphabet of the language', () => {
    const names = readPayload(mapData(story.data, story.words[language])).countries.map(
      ([, name]) => name
    );
    expect(names.length).toBeGreaterThanOrEqual(217);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual([...names].sort(new Intl.Collator(locales[language]).compare));
  });
});
