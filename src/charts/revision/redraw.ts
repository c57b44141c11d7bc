import type { Words } from '../../copy/words.ts';
import { redraw } from '../drawing/redraw.ts';
import { drawChanges, drawPanels } from './draw.ts';
import { revisionOf, type RevisedShares } from './record.ts';

/** Draws the picture again with the reader's own country. */
export function redrawRevision(
  root: Element,
  shares: RevisedShares,
  picked: string,
  release: string,
  words: Words
): void {
  const frame = revisionOf(shares, picked);
  redraw(root, (room) => [
    drawPanels(frame, release, words, room),
    drawChanges(frame, words, room)
  ]);
}
