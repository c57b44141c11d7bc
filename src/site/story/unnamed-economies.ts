import { languages, type Language } from '../../locale/languages.ts';
import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { makeProblem, type Problem } from '../../story/problem.ts';
import { say } from '../../locale/say.ts';

/** Names each economy of the tables that a language has no reviewed name for (V32). */
export function unnamedEconomies(
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
      .map((iso3) =>
        makeProblem({
          kind: 'country',
          file: `data/copy/${language}/countries.json`,
          wrong: say`There is no name for ${iso3}, which a release that is shown or kept has figures of.`,
          fix: say`Add its reviewed name in every language.`
        })
      )
  );
}
