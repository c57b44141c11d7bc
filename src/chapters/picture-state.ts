import type { MapView } from '../charts/choropleth/frame.ts';
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
import type { StoryData } from '../story/data.ts';
import type { Scene } from './chapter.ts';

/** One state of one figure of the story: that of a step, or a figure that stands still. */
export interface PictureState {
  /** The step's id, or the scene's: its address on the page. */
  id: string;
  scene: Exclude<Scene, { form: 'text' }>;
  record: (data: StoryData, words: Words) => PictureRecord;
}

const stillRecords = { response: responseRecord, speed: linesRecord, revision: revisionRecord, unknown: unknownRecord, since: sinceRecord };
const nothing: PictureRecord = { numbers: [], large: [] };

/** As of a day a layer may not exist yet: its map says nothing. */
function mapRecord(data: StoryData, words: Words, view: MapView): PictureRecord {
  const series = view.layer === 'internet-use' ? data.internetUse : data.coverage;
  return series ? choroplethRecord(series, view, words) : nothing;
}

/** Returns every state of a scene's figure in reading order, each with what it says in numbers. */
export function statesOf(scene: Scene): PictureState[] {
  if (scene.form === 'text') return [];
  if (scene.form === 'still') return [{ id: scene.id, scene, record: stillRecords[scene.figure] }];
  switch (scene.figure) {
    case 'demand':
      return scene.steps.map(({ id, view }) => ({ id, scene, record: (data, words) => unitRecord(data, words, view) }));
    case 'world':
      return scene.steps.map(({ id, view }) => ({ id, scene, record: (data, words) => mapRecord(data, words, view) }));
    case 'protection':
      return scene.steps.map(({ id, view }) => ({ id, scene, record: (data, words) => panelsRecord(data, words, view) }));
  }
}
