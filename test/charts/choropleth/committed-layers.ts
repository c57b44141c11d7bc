import { readFileSync } from 'node:fs';
import type { GeoSeries } from '../../../src/story/data.ts';
import { storyData } from '../story-data.ts';

/**
 * Returns the map's two layers from the committed vintages as an edition holds them, read without
 * the code under test.
 */
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

function layer(
  indicator: GeoSeries['indicator'],
  file: string,
  first: number,
  last: number
): GeoSeries {
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const byCode = new Map<string, (number | null)[]>();
  // An economy that a layer has no value for at all still has its row: that is a finding (standards
  // V15).
  for (const line of readFileSync('data/vintages/wb-population/2024-05-30/data.csv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)) {
    byCode.set(
      line.slice(0, 3),
      years.map(() => null)
    );
  }
  for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const [iso3 = '', year, value] = line.split(',');
    const values = byCode.get(iso3) ?? years.map(() => null);
    byCode.set(iso3, values);
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
