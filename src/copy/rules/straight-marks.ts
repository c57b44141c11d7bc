import type { Place } from '../../sources/source-error.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';

/** Returns a problem for each typewriter's quotation mark or apostrophe, and each tag of a page, in words that readers see as they stand. */
export function straightMarks(text: string, file: string, locate: (offset: number) => Place): Problem[] {
  return [...text.matchAll(/['"]|<[a-z!/]/gi)].map(({ 0: mark, index }) => {
    const near = `in “${text.slice(Math.max(0, index - 12), index + 12).trim()}”`;
    const fault = problemsOf('typography', file);
    if (mark.startsWith('<'))
      return fault(locate(index), `the tag ${mark} ${near}`, 'words alone, all of which readers see', 'take it out');
    const expected = '’ for an apostrophe, “ and ” around quoted words';
    return fault(locate(index), `the mark ${mark} ${near}`, expected, 'write the curved mark');
  });
}
