import type { Imported } from '../../sources/source.ts';
import { agreeing, type Release } from '../../vintages/vintage.ts';
import { Refusal } from '../cli/desk-io.ts';

/**
 * Returns the release given by the file or the command line.
 * @throws Refusal when there is none, or they disagree.
 */
export function chosenRelease(
  file: string,
  { release: printed, economies, aggregates }: Imported,
  asked: Release | undefined
): Release {
  // A day says more than its month.
  const release = printed !== null && printed.length >= (asked?.length ?? 0) ? printed : asked;
  if (release === undefined)
    throw new Refusal(
      'no-release',
      `${file} does not give its release date.`,
      'Give it with --released YYYY-MM-DD, or YYYY-MM if the day is not known.'
    );
  if (printed !== null && asked !== undefined && !agreeing(printed, asked))
    throw new Refusal(
      'two-releases',
      `There are two release dates: ${file} prints ${printed}, --released says ${asked}.`,
      'Correct --released, or leave it out if the file prints the date.'
    );
  const newest = Math.max(...[...economies, ...aggregates].map(({ year }) => year));
  if (newest > Number(release.slice(0, 4)))
    throw new Refusal(
      'values-after-release',
      `${file} has a value for ${newest}, after its release, ${release}.`,
      'Check --released.'
    );
  return release;
}
