import { describe, expect, it } from 'vitest';
import { committedProject as files } from '../open-committed.ts';
import { namesIn } from '../../src/vintages/project-files.ts';
import { byEconomy } from '../../src/vintages/compare/by-economy.ts';
import { copiedYears } from '../../src/vintages/compare/leaps.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import {
  folderOf,
  listVintages,
  vintagesFolder,
  type Vintage
} from '../../src/vintages/vintage.ts';

const sources = namesIn(files, vintagesFolder);

const tableOf = ({ economies, aggregates }: Pick<Vintage, 'economies' | 'aggregates'>) =>
  byEconomy([...economies, ...aggregates]);

function doubted(
  now: ReturnType<typeof tableOf>,
  { unit }: Vintage,
  before?: ReturnType<typeof tableOf>
) {
  const rows = [...now].map(([iso3, values]) => ({ iso3, now: values, before: before?.get(iso3) }));
  return copiedYears(rows, unit, () => [], before && 'before').map(({ cells }) =>
    Math.max(...cells.map(({ year }) => year))
  );
}

function copied(table: ReturnType<typeof tableOf>, year: number) {
  return new Map(
    [...table].map(([iso3, values]) => {
      const pasted = new Map([...values].filter(([one]) => one !== year + 1));
      const value = values.get(year);
      return [iso3, value === undefined ? pasted : pasted.set(year + 1, value)] as const;
    })
  );
}

describe('copiedYears', () => {
  it.each(sources)('doubts no kept release of %s', async (source) => {
    for (const release of listVintages(files, source)) {
      const vintage = openVintage(files, folderOf({ source, release }));
      expect([release, doubted(tableOf(vintage), vintage)]).toEqual([release, []]);
    }
  });

  it.each([
    ['wb-internet-users', '2024-11', 1996, 2022],
    ['wb-population', '2024-05-30', 1961, 2021],
    ['gapminder-internet-users', '2025-12-08', 1996, 2022],
    ['owid-mobile-4g', '2025-06', 2013, 2021]
  ])(
    'doubts any column of %s %s that is pasted over the next',
    async (source, release, from, to) => {
      const vintage = openVintage(files, folderOf({ source, release }));
      const table = tableOf(vintage);
      for (let year = from; year <= to; year++) {
        const pasted = copied(table, year);
        expect(doubted(pasted, vintage)).toEqual([year + 1]);
        expect(doubted(pasted, vintage, table)).toEqual([year + 1]);
        // It was checked when it was kept.
        expect(doubted(pasted, vintage, pasted)).toEqual([]);
      }
    }
  );

  it('doubts a newest year whose blank cells were filled from the year before', async () => {
    const vintage = openVintage(
      files,
      folderOf({ source: 'wb-internet-users', release: '2026-07-13' })
    );
    const table = tableOf(vintage);
    const filled = new Map(
      [...table].map(([iso3, values]) => {
        const last = values.get(2024);
        return [
          iso3,
          values.has(2025) || last === undefined
            ? values
            : new Map([...values, [2025, last] as const])
        ] as const;
      })
    );
    expect(doubted(filled, vintage, table)).toEqual([2025]);
    expect(doubted(filled, vintage, filled)).toEqual([]);
  });

  it('doubts ten new values equal to the year before, but not nine', () => {
    const rising = [10, 12, 14, 16, 18, 20].map((value, index): [number, number] => [
      2010 + index,
      value
    ]);
    const doubts = (filled: number) => {
      const rows = Array.from({ length: 20 }, (_, place) => {
        const before = new Map(place < filled ? rising.slice(0, 5) : rising);
        return {
          iso3: `P${place}`,
          now: new Map([...rising, ...before]).set(2015, place < filled ? 18 : 20),
          before
        };
      });
      return copiedYears(rows, 'percent', () => [], 'before').map(({ kind }) => kind);
    };
    expect([doubts(10), doubts(9)]).toEqual([['copied-year'], []]);
  });

  it('doubts nothing where most values stand still every year', () => {
    // So many of ten places move until 2013, none in 2014.
    const doubts = (moving: number) => {
      const rows = Array.from({ length: 10 }, (_, place) => {
        const years = [2010, 2011, 2012, 2013, 2014].map((year): [number, number] => [
          year,
          place < moving ? 10 + Math.min(year, 2013) - 2010 : 10
        ]);
        return { iso3: `P${place}`, now: new Map(years), before: undefined };
      });
      return copiedYears(rows, 'percent', () => [], undefined).length;
    };
    expect([2, 8].map(doubts)).toEqual([0, 1]);
  });
});
