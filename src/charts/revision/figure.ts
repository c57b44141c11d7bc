import { figurePart, type Figure } from '../figure.ts';
import { describeRevision } from './describe.ts';
import { revisionFrame, revisionReleases } from './frame.ts';
import { revisionPoster } from './poster.ts';
import { revisionRecord, revisionTables } from './record.ts';

export const revision = {
  id: 'revision',
  chart: 'revision',
  role: 'connection',
  record: revisionRecord,
  tables: revisionTables,
  vintages: revisionReleases,
  shownIn: 'revision',
  frame: revisionFrame,
  clientLabels: /^revision\.(pick|reading|change|describe\.(place|gap))/,
  cards: [
    {
      id: 'revision',
      describe: describeRevision,
      record: revisionRecord,
      poster: revisionPoster,
      summary: [
        [/^(total|unchanged)$/, 'all'],
        [/-change$/, 'last']
      ],
      parts: (['then-now', 'changes'] as const).map((id) => figurePart(id))
    }
  ]
} as const satisfies Figure;
