import type { Words } from '#copy/words.ts';
import type { StoryData } from '#story/data.ts';
import type { CardForm, Figure } from '../figure.ts';
import { movedMark } from '../revision/draw.ts';
import { describeChoropleth } from './describe.ts';
import type { MapLayer, MapView } from './frame.ts';
import { drawPoster } from './draw-picture.ts';
import { choroplethRecord } from './record.ts';
import { choroplethTables } from './table/table.ts';
import { choroplethViewsTable } from './table/views-table.ts';
import { layerOf, mapReleases, newestView } from './geometry/world.ts';

const mapRecord = (data: StoryData, words: Words, view: MapView) =>
  choroplethRecord(layerOf(data, view.layer), view, words);

const layerCard = <Id extends 'world' | 'coverage'>(id: Id, layer: MapLayer) =>
  ({
    id,
    layer,
    describe: (data, words) =>
      describeChoropleth(layerOf(data, layer), newestView(data, layer), words),
    record: (data, words) => choroplethRecord(layerOf(data, layer), newestView(data, layer), words),
    draw: drawPoster(layer),
    title: `card.${id}.title`,
    subtitle: `card.${id}.subtitle`,
    limits: `map.limits.${layer}`,
    vintages: (data) => [layerOf(data, layer).vintage]
  }) as const satisfies CardForm;

export const world = {
  id: 'world',
  chart: 'choropleth',
  role: 'connection',
  bleed: true,
  asides: (data, words, measure) => ({ 'world-moves': movedMark(data, words, measure) }),
  record: mapRecord,
  tables: (data, words) => [...choroplethTables(data, words), choroplethViewsTable(data, words)],
  vintages: mapReleases,
  shownIn: 'world',
  cards: [layerCard('world', 'internet-use'), layerCard('coverage', 'coverage-3g')]
} as const satisfies Figure;
