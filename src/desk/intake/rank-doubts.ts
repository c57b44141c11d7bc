import { sort } from 'd3';
import { say, counted, few, number } from '#locale/say.ts';
import { figureUses, type FigureUse } from '#site/story/figure-uses.ts';
import { openStory } from '#site/story/open-story.ts';
import { indicators } from '#story/data.ts';
import { unlessRefused } from '#story/problem.ts';
import { allOf, keyOf } from '#vintages/compare/by-economy.ts';
import { shortValue, type Doubt } from '#vintages/compare/doubt.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { vintageName, type Vintage } from '#vintages/vintage.ts';

export interface UsedFigure {
  iso3: string;
  year: number;
  before: number | undefined;
  after: number | undefined;
  use: FigureUse;
}

export type RankedDoubts = ReturnType<typeof rankDoubts>;

/** The figures of a sentence before those of a line, and these before those of a map. */
const rankOf = ({ claims, isLine }: FigureUse) => (claims.length > 0 ? 1 : isLine ? 2 : 3);

const moved = ({ before, after }: UsedFigure) =>
  before === undefined || after === undefined ? Infinity : Math.abs(after - before);

/**
 * Ranks doubts: those of the whole file, then those with figures that the story uses, then the
 * others. `ranked` is undefined when the story shows no release of the indicator, or cannot be
 * opened.
 */
export function rankDoubts(
  files: ProjectFiles,
  indicator: string,
  vintage: Vintage,
  doubts: readonly Doubt[]
) {
  const shown = indicators.find((one) => one === indicator);
  const story =
    doubts.length > 0 && shown !== undefined
      ? unlessRefused(
          () => openStory(files),
          () => undefined
        )
      : undefined;
  if (!story || shown === undefined) return { doubts: [...doubts], ranked: undefined };
  const useOf = figureUses(story, shown);
  const pinned = story.edition.vintage(shown);
  const [before, after] = [pinned, vintage].map(
    (one) => new Map(allOf(one).map((row) => [keyOf(row), row.value]))
  );
  const cells = new Map(doubts.flatMap((doubt) => doubt.cells).map((one) => [keyOf(one), one]));
  const used = new Map(
    [...cells].flatMap(([key, { iso3, year }]): [string, UsedFigure][] => {
      const use = useOf(iso3, year);
      const values = { before: before?.get(key), after: after?.get(key) };
      return use ? [[key, { iso3, year, ...values, use }]] : [];
    })
  );
  const rankOfDoubt = ({ cells }: Doubt) =>
    cells.length === 0
      ? 0
      : Math.min(
          ...cells.map((cell) => {
            const figure = used.get(keyOf(cell));
            return figure ? rankOf(figure.use) : Infinity;
          })
        );
  return {
    doubts: sort(doubts, rankOfDoubt),
    ranked: {
      pinned: vintageName(pinned),
      values: cells.size,
      used: sort(
        used.values(),
        (one, other) => rankOf(one.use) - rankOf(other.use) || moved(other) - moved(one)
      ),
      /** The number of doubts, at the end of the list, without a used figure. */
      others: doubts.filter((doubt) => rankOfDoubt(doubt) === Infinity).length
    }
  };
}

export function useWords({ claims, isLine, among }: FigureUse) {
  return [
    ...(claims.length > 0 ? [say`printed by ${few(claims)}`] : []),
    ...(isLine ? [say`on a line`] : []),
    ...(among.length > 0 ? [say`among all places of ${few(among)}`] : [])
  ].join('; ');
}

const shownFigures = 12;

export function usedLines({ ranked }: Pick<RankedDoubts, 'ranked'>) {
  if (!ranked) return [];
  const { used, values, pinned } = ranked;
  if (used.length === 0)
    return [say`The story uses none of the ${counted(values, 'doubtful value')}.`];
  return [
    say`The story uses ${number(used.length)} of the ${counted(values, 'doubtful value')}, each beside ${pinned}:`,
    ...used
      .slice(0, shownFigures)
      .map(
        ({ iso3, year, before, after, use }) =>
          `  ${iso3} ${year}: ${shortValue(before)} → ${shortValue(after)}, ${useWords(use)}`
      ),
    ...(used.length > shownFigures
      ? [`  ${say`and ${number(used.length - shownFigures)} more`}`]
      : [])
  ];
}
