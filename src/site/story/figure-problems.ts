import { figures } from '../../charts/figures.ts';
import { languages, type Language } from '../../locale/languages.ts';
import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { lockFile } from '../../story/lock.ts';
import { makeProblem, type Problem } from '../../story/problem.ts';

/**
 * An economy that a table names in words and that a language has no reviewed name for (standards
 * V32).
 */
function unnamed(
  { releases, internetUse, coverage }: StoryData,
  words: Record<Language, Words>
): Problem[] {
  const series = [internetUse, ...(coverage ? [coverage] : []), ...releases];
  const codes = [
    ...new Set(series.flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))
  ].sort();
  return languages.flatMap((language) =>
    codes
      .filter((iso3) => words[language].countries[iso3] === undefined)
      .map((iso3) => {
        const file = `data/copy/${language}/countries.json`;
        const found = `no name for ${iso3}, of which a release that is shown or kept has figures`;
        const expected = 'a reviewed name for each country and territory of the tables';
        return makeProblem({
          kind: 'country',
          file,
          found,
          expected,
          remedy: 'add it, in every language'
        });
      })
  );
}

/**
 * Returns a problem for each thing that the pinned releases lack, or that no language names, and
 * without which no page could be built: figures that cannot be drawn, economies without a name. As
 * of a day, figures that rest on something later are left out.
 */
export function figureProblems(data: StoryData, words: Record<Language, Words>): Problem[] {
  const undrawn = (data.asOf === undefined ? figures : []).flatMap(({ id, frame }): Problem[] => {
    try {
      frame?.(data);
      return [];
    } catch (error) {
      const found = `the figure of “${id}”, which cannot be drawn: ${(error as Error).message}`;
      const expected = 'releases and ledgers that it can be drawn from';
      const remedy = 'pin another release, or restore the row';
      return [makeProblem({ kind: 'figure', file: lockFile, found, expected, remedy })];
    }
  });
  return [...undrawn, ...unnamed(data, words)];
}
