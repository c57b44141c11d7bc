import { newestYear } from '../story/newest-year.ts';
import { choroplethRecord } from '../charts/choropleth/record.ts';
import { linesRecord } from '../charts/lines/record.ts';
import { panelsRecord } from '../charts/panels/record.ts';
import type { PictureRecord } from '../charts/picture-record.ts';
import { responseRecord } from '../charts/response/record.ts';
import { revisionRecord } from '../charts/revision/record.ts';
import { sinceRecord } from '../charts/since/record.ts';
import { unitRecord } from '../charts/unit/record.ts';
import { unknownRecord } from '../charts/unknown/record.ts';
import type { Words } from '../copy/words.ts';
import type { GeoSeries, StoryData } from '../story/data.ts';
import type { FigureCard } from './card.ts';

const nothing: PictureRecord = { numbers: [], large: [] };

function mapNumbers(series: GeoSeries | undefined, layer: 'internet-use' | 'coverage-3g', words: Words): PictureRecord {
  return series ? choroplethRecord(series, { layer, year: newestYear(series) }, words) : nothing;
}

/** Returns what the whole figure of a card says in numbers: of a map, in the year that it shows first. */
export function cardNumbers(card: FigureCard, data: StoryData, words: Words): PictureRecord {
  switch (card) {
    case 'demand':
      return unitRecord(data, words, { estimate: 'all' });
    case 'response':
      return responseRecord(data, words);
    case 'world':
      return mapNumbers(data.internetUse, 'internet-use', words);
    case 'coverage':
      return mapNumbers(data.coverage, 'coverage-3g', words);
    case 'speed':
      return linesRecord(data, words);
    case 'revision':
      return revisionRecord(data, words);
    case 'protection':
      return panelsRecord(data, words, { shown: 3 });
    case 'unknown':
      return unknownRecord(data, words);
    case 'since':
      return sinceRecord(data, words);
  }
}
