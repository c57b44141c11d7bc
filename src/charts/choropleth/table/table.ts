import type { Words } from '#copy/words.ts';
import { type StoryData, theWarning, newestYear, newestIn2018 } from '#story/data.ts';
import type { Table } from '../../chart.ts';
import { releaseSources } from '../../table/table-parts.ts';
import { economiesTable } from './economies-table.ts';
import { mappable, type MapLayer } from '../frame.ts';
import { layerOf, stopsOf, type MapData } from '../geometry/world.ts';

/** First and last year, the newest that most economies have, the story's stops and the warning. */
export function markedYears(data: MapData, layer: MapLayer) {
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

/** Marked years, every fifth, and the newest year known at the time of the warning. */
export function tableYears(data: MapData, layer: MapLayer) {
  const marked = markedYears(data, layer);
  const then = layer === 'internet-use' ? newestIn2018 : undefined;
  return layerOf(data, layer).years.filter(
    (year) => year % 5 === 0 || year === then || marked.includes(year)
  );
}

export function choroplethTables(data: MapData, words: Words): Table[] {
  return mappable.map((layer) => ({
    ...choroplethTable(data, layer, words),
    sources: releaseSources([layerOf(data, layer).vintage], 'world', words)
  }));
}

/** The table of the layer of earlier editions, whose address stays valid. */
export function formerCoverageTable(
  { formerCoverage }: Pick<StoryData, 'formerCoverage'>,
  words: Words
): Table {
  const { years, vintage } = formerCoverage;
  const shown = years.filter(
    (year) =>
      year % 5 === 0 ||
      [years[0], theWarning.year, newestYear(formerCoverage), years.at(-1)].includes(year)
  );
  return {
    ...economiesTable(formerCoverage, 'coverage-4g', words, shown),
    sources: releaseSources([vintage], 'world', words)
  };
}

export function choroplethTable(
  data: MapData,
  layer: MapLayer,
  words: Words,
  years = tableYears(data, layer)
): Table {
  return economiesTable(layerOf(data, layer), layer, words, years);
}
