import type { Imported } from '../sources/imported.ts';
import { agreeing } from '../vintages/release.ts';
import type { Release } from '../vintages/vintage.ts';
import { Refusal } from './refusal.ts';

/**
 * Returns the release that the file prints; else the one of the command line; else the one recorded beside the file.
 * @throws Refusal when none is known, when two say different things, or when the file has a value of a later year.
 */
export function chosenRelease(file: string, imported: Imported, asked: Release | undefined, beside: Release | undefined): Release {
  const known = [
    { release: imported.release ?? undefined, by: `${file} prints` },
    { release: asked, by: '--released says' },
    { release: beside, by: 'meta.json beside it says' }
  ].flatMap(({ release, by }) => (release === undefined ? [] : [{ release, by }]));
  const [first, ...others] = known;
  if (!first) {
    throw new Refusal(
      `found no release date in ${file}, expected one: give --released YYYY-MM-DD, or YYYY-MM where only the month is known`
    );
  }
  const other = others.find(({ release }) => !agreeing(release, first.release));
  if (other) {
    throw new Refusal(
      `found two release dates: ${first.by} ${first.release}, ${other.by} ${other.release}; expected one: correct --released, or leave it out where the file prints the date`
    );
  }
  // A day says more than its month.
  const release = known.map((one) => one.release).reduce((best, one) => (one.length > best.length ? one : best));
  const newest = [...imported.economies, ...imported.aggregates].reduce((last, { year }) => Math.max(last, year), 0);
  if (newest > Number(release.slice(0, 4))) {
    throw new Refusal(`found a value for ${newest} in ${file}, expected none after its release, ${release}: check --released`);
  }
  return release;
}
