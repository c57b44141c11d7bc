import { describe, expect, it } from 'vitest';
import { describeChoropleth } from '../../../src/charts/choropleth/describe.ts';
import { choroplethFrame, toTenths } from '../../../src/charts/choropleth/frame.ts';
import { choroplethTables } from '../../../src/charts/choropleth/table/table.ts';
import { locales, languages } from '../../../src/locale/languages.ts';
import { storyWords } from '../story-data.ts';
import { committedLayers } from './committed-layers.ts';

const layers = committedLayers();
const views = [
  { layer: 'internet-use', year: 1990 },
  { layer: 'internet-use', year: 2018 },
  { layer: 'coverage-3g', year: 2022 }
] as const;
const seriesOf = (layer: 'internet-use' | 'coverage-3g') =>
  layer === 'internet-use' ? layers.internetUse : layers.coverage;

describe.each(languages)('%s', (language) => {
  const words = storyWords(language);
  const limits = {
    en: 'It does not show how many children are harmed, where, or by whom.',
    id: 'tidak menunjukkan berapa banyak anak yang menjadi korban, di mana, atau siapa pelakunya.'
  }[language];

  describe.each(views)('the description of $layer $year', (view) => {
    const { text } = describeChoropleth(seriesOf(view.layer), view, words);
    it('states the limits of the map (S05)', () => expect(text).toContain(limits));
    it('names only the two followed countries', () => {
      const named = Object.entries(words.countries).filter(([, country]) =>
        new RegExp(`(^|[^\\p{L}])${country}([^\\p{L}]|$)`, 'u').test(text)
      );
      expect(named.map(([iso3]) => iso3).sort()).toEqual(['GBR', 'IDN']);
    });
    it('never speaks of children online', () =>
      expect(text).not.toMatch(/children online|anak daring|anak yang menggunakan internet/i));
  });

  describe('tables', () => {
    const tables = choroplethTables({ ...layers, stops: [] }, words);
    const rowOf = (table: number, country: string) =>
      tables[table]?.rows.find(({ header }) => header === country)?.cells ?? [];
    const column = (table: number, year: number) =>
      (tables[table]?.columns.findIndex(({ label }) => label === String(year)) ?? 0) - 1;

    it('have a row per economy in alphabetical order (V24)', () => {
      const collator = new Intl.Collator(locales[language]);
      for (const [i, series] of [layers.internetUse, layers.coverage].entries()) {
        const headers = tables[i]?.rows.map(({ header }) => header) ?? [];
        expect(headers).toHaveLength(series.economies.length);
        expect(headers).toEqual([...headers].sort(collator.compare));
      }
    });

    it('have the values of the map, except older ones', () => {
      for (const [i, layer] of (['internet-use', 'coverage-3g'] as const).entries()) {
        const years = tables[i]?.columns.slice(1).map(({ label }) => Number(label)) ?? [];
        expect(years.length).toBeGreaterThanOrEqual(5);
        for (const year of years) {
          for (const mark of choroplethFrame(seriesOf(layer), { layer, year }).marks) {
            const cell = rowOf(i, words.countries[mark.iso3] ?? '')[column(i, year)];
            // The map rounds to tenths, the table does not.
            expect(typeof cell?.value === 'number' ? toTenths(cell.value) / 10 : cell?.value).toBe(
              mark.older ? null : mark.value
            );
          }
        }
      }
    });

    it('print whole points, and distinguish zero, a trace and a gap (V10, V15)', () => {
      const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
      for (const { text, value } of cells) {
        if (value === null) expect(text).toBe(words.labels['map.missing.short']);
        else if (value === 0) expect(text).toBe('0');
        else if (value < 0.95) expect(text).toBe('<1');
        else expect(text).toBe(String(Math.round(value)));
      }
      expect(
        new Set(
          cells.map(({ value }) =>
            value === null ? 'gap' : value === 0 ? 'zero' : value < 0.95 ? 'trace' : 'whole'
          )
        ).size
      ).toBe(4);
    });
  });
});
