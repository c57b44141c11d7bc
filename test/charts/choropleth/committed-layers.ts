import { readFileSync } from 'node:fs';
import type { GeoSeries } from '../../../src/story/data.ts';
import { storyData } from '../story-data.ts';

/** Reads the map's two layers from the committed vintages without the code under test. */
export function committedLayers(): { internetUse: GeoSeries; coverage: GeoSeries } {
  return {
    internetUse: layer(
      'internet-use',
      'data/vintages/wb-internet-users/2024-11/data.csv',
      1990,
      2023
    ),
    coverage: layer('coverage-3g', 'data/vintages/owid-mobile-3g/2025-06/data.csv', 2010, 2022)
  };
}

const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\n').slice(1);

function layer(
  indicator: GeoSeries['indicator'],
  file: string,
  first: number,
  last: number
): GeoSeries {
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const byCode = new Map<string, (number | null)[]>();
  const valuesOf = (iso3: string) => {
    const values = byCode.get(iso3) ?? years.map(() => null);
    byCode.set(iso3, values);
    return values;
  };
  // An economy without any value still has its row (V15).
  for (const line of linesOf('data/vintages/wb-population/2024-05-30/data.csv'))
    valuesOf(line.slice(0, 3));
  for (const line of linesOf(file)) {
    const [iso3 = '', year, value] = line.split(',');
    const values = valuesOf(iso3);
    if (Number(year) >= first && Number(year) <= last) values[Number(year) - first] = Number(value);
  }
  const economies = [...byCode]
    .map(([iso3, values]) => ({ iso3, values }))
    .sort((a, b) => (a.iso3 < b.iso3 ? -1 : 1));
  return {
    indicator,
    years,
    economies,
    world: years.map(() => null),
    vintage: storyData().internetUse.vintage
  };
}
