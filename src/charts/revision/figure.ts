import type { StoryData } from '../../story/data.ts';
import { figurePart, type Figure } from '../figure.ts';
import { describeRevision } from './describe.ts';
import { revisionFrame } from './frame.ts';
import { revisionLite } from './lite.ts';
import { revisionPoster } from './poster.ts';
import { revisionRecord, revisionTables } from './record.ts';

/** False as of a day with a single release: nothing had been revised. */
function hasRevisions({ then, internetUse }: StoryData): boolean {
  return (
    then !== undefined &&
    (then.vintage.source !== internetUse.vintage.source ||
      then.vintage.release !== internetUse.vintage.release)
  );
}

export const revision = {
  id: 'revision',
  chart: 'revision',
  role: 'connection',
  record: revisionRecord,
  tables: revisionTables,
  vintages: (data) => [...(data.then ? [data.then.vintage] : []), data.internetUse.vintage],
  shownIn: 'revision',
  isDrawable: hasRevisions,
  frame: revisionFrame,
  spoken: /^revision\.(pick|reading|change|describe\.(place|gap))/,
  lite: revisionLite,
  cards: [
    {
      id: 'revision',
      describe: describeRevision,
      record: revisionRecord,
      poster: revisionPoster,
      letter: [
        [/^(total|unchanged)$/, 'all'],
        [/-change$/, 'last']
      ],
      parts: (['then-now', 'changes'] as const).map((id) => figurePart(id, { isDrawn: () => true }))
    }
  ]
} as const satisfies Figure;
