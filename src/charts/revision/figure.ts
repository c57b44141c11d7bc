import { figurePart, type Figure } from '../figure.ts';
import { drawRevision } from './draw.ts';
import {
  describeRevision,
  revisionFrame,
  revisionRecord,
  revisionReleases,
  revisionTables
} from './record.ts';

export const revision = {
  id: 'revision',
  chart: 'revision',
  place: 'data',
  role: 'connection',
  draw: drawRevision,
  record: revisionRecord,
  tables: revisionTables,
  vintages: revisionReleases,
  shownIn: 'revision',
  frame: revisionFrame,
  cards: [
    {
      id: 'revision',
      describe: describeRevision,
      record: revisionRecord,
      parts: (['then-now', 'changes'] as const).map((id) => figurePart(id))
    }
  ]
} as const satisfies Figure;
