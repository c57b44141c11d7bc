import { problemsOf, type Problem } from '../../story/problem.ts';

/** Returns a problem for each typewriter's quotation mark or apostrophe in words that readers see. */
export function straightMarks(text: string, file: string, locate: (offset: number) => { line: number; column: number }): Problem[] {
  return [...text.matchAll(/['"]/g)].map(({ 0: mark, index }) => {
    const found = `the mark ${mark} in “${text.slice(Math.max(0, index - 12), index + 12).trim()}”`;
    const expected = '’ for an apostrophe, “ and ” around quoted words';
    return problemsOf('typography', file)(locate(index), found, expected, 'write the curved mark');
  });
}
