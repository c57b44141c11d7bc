import { makeProblem, type Problem } from '../../story/problem.ts';

/**
 * Returns a problem for each typewriter's quotation mark or apostrophe in words that readers see: print has its own, and a
 * page that mixes both looks careless in either language.
 */
export function straightMarks(text: string, file: string, locate: (offset: number) => { line: number; column: number }): Problem[] {
  return [...text.matchAll(/['"]/g)].map((match) =>
    makeProblem({
      kind: 'typography',
      file,
      ...locate(match.index),
      found: `the mark ${match[0]} in “${text.slice(Math.max(0, match.index - 12), match.index + 12).trim()}”`,
      expected: '’ for an apostrophe, “ and ” around quoted words',
      remedy: 'write the curved mark'
    })
  );
}
