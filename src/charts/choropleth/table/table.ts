import type { Words } from '../../../copy/words.ts';
import type { StoryData } from '../../../story/data.ts';
import { newestYear } from '../../../story/newest-year.ts';
import { theWarning } from '../../../story/warning.ts';
import type { Table } from '../../chart.ts';
import { releaseSources } from '../../table/table-source.ts';
import { economiesTable } from './economies-table.ts';
import { mappable, type MapLayer } from '../frame.ts';
import { layerOf, findLayer, stopsOf, type MapData } from '../geometry/world.ts';

/**
 * Returns the years that stand for a layer: its first and last, the newest that most have, the
 * story's stops, the year of the warning.
 */
export function markedYears(data: MapData, layer: MapLayer): number[] {
  const series = layerOf(data, layer);
  const stops = stopsOf(data).filter((stop) => stop.layer === layer);
  const years = [
    series.years[0],
    ...stops.map(({ year }) => year),
    theWarning.year,
    newestYear(series),
    series.years.at(-1)
  ];
  return series.years.filter((year) => years.includes(year));
}

/**
 * Years of the table, ascending: those that stand for the layer, every five, and the year whose
 * figures were the newest when the warning came.
 */
export function tableYears(data: MapData, layer: MapLayer): number[] {
  const marked = markedYears(data, layer);
  const then = layer === 'internet-use' && data.then ? newestYear(data.then) : undefined;
  return layerOf(data, layer).years.filter(
    (year) => year % 5 === 0 || year === then || marked.includes(year)
  );
}

/**
 * Returns the tables that carry the map's numbers, one for each layer that the edition has.
 * @throws Error when a country has no reviewed name.
 */
export function choroplethTables(data: MapData, words: Words): Table[] {
  return mappable
    .filter((layer) => findLayer(data, layer))
    .map((layer) => ({
      ...choroplethTable(data, layer, words),
      sources: releaseSources([layerOf(data, layer).vintage], 'world', words)
    }));
}

/**
 * Returns the table of the layer that earlier editions showed, whose file and place stay for those
 * who use them; none without it.
 */
export function formerCoverageTable(
  { formerCoverage }: Pick<StoryData, 'formerCoverage'>,
  words: Words
): Table[] {
  if (!formerCoverage) return [];
  const { years, vintage } = formerCoverage;
  const shown = years.filter(
    (year) =>
      year % 5 === 0 ||
      [years[0], theWarning.year, newestYear(formerCoverage), years.at(-1)].includes(year)
  );
  return [
    {
      ...economiesTable(formerCoverage, 'coverage-4g', words, shown),
      sources: releaseSources([vintage], 'world', words)
    }
  ];
}

/**
 * Returns the table of one layer, a column for each of `years`, ascending.
 * @throws Error when a country has no reviewed name.
 */
export function choroplethTable(
  data: MapData,
  layer: MapLayer,
  words: Words,
  years = tableYears(data, layer)
): Table {
  return economiesTable(layerOf(data, layer), layer, words, years);
}
