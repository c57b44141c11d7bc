import { diffVintages } from '../vintages/diff-vintages.ts';
import type { Vintage } from '../vintages/vintage.ts';

/** Of the releases that are kept none withdrew more than 13 per cent of the values before it (Gapminder, 2025-03-30). */
const mostWithdrawn = 0.2;
/** None moved more than 3 per cent of them by five points. */
const mostFar = 0.3;
/** Where values are no percentages, a fifth of the value before is as far. */
const farShare = 0.2;

/** How a release differs from the one before, in numbers of economies' values. */
export interface Difference {
  release: string;
  added: number;
  withdrawn: number;
  revised: number;
  /** By five points or more; undefined where values are no percentages. */
  far: number | undefined;
}

/** Returns how a vintage differs from the release before it. */
export function differenceOf(earlier: Vintage, later: Vintage): Difference {
  const { added, withdrawn, revised } = diffVintages(earlier, later);
  return {
    release: earlier.release,
    added: added.length,
    withdrawn: withdrawn.length,
    revised: revised.length,
    far: later.unit === 'percent' ? revised.filter(({ change }) => Math.abs(change) >= 5).length : undefined
  };
}

/**
 * Returns why a vintage may not be what it seems, set beside the release before it: so much is gone, or has moved so far, that
 * another indicator, another unit or a part of a file is likelier than a revision. Empty when nothing is doubtful.
 */
export function takeDoubts(earlier: Vintage, later: Vintage): string[] {
  const { withdrawn, revised, kept } = diffVintages(earlier, later);
  const percent = later.unit === 'percent';
  const far = revised.filter(({ before, change }) => (percent ? Math.abs(change) >= 5 : Math.abs(change) > farShare * Math.abs(before)));
  const shared = revised.length + kept;
  const doubts: string[] = [];
  if (withdrawn.length > mostWithdrawn * earlier.economies.length) {
    doubts.push(
      `${withdrawn.length.toLocaleString('en')} of the ${earlier.economies.length.toLocaleString('en')} values of ${earlier.release} are gone: it may be a part of the file`
    );
  }
  if (far.length > mostFar * shared) {
    doubts.push(
      `${far.length.toLocaleString('en')} of ${shared.toLocaleString('en')} values moved by ${percent ? '5 points' : 'a fifth'} or more since ${earlier.release}: it may be another indicator, or in another unit`
    );
  }
  return doubts;
}
