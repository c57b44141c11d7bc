import { difference } from 'd3';
import { withdrawalsFile } from '../../cards/withdrawal.ts';
import { storyFiles } from '../../site/story/story-files.ts';
import { claimsOf } from '../../site/output/release-manifest.ts';
import { StoryRefused } from '../../story/problem.ts';
import { vintageName } from '../../vintages/vintage.ts';
import { buildPacked, filmsLeftOut, type FillSite } from '../output/build.ts';
import { builtApart, lockedNow } from '../output/built-apart.ts';
import { carryEditions } from './carry-editions.ts';
import { command, flag, word } from '../cli/command.ts';
import { Refusal, shellWord, type Desk } from '../cli/desk-io.ts';
import { releaseLine, releaseProblems } from '../review/release-check.ts';
import { daysToCome } from '../edition/days-to-come.ts';
import { refuseGone } from './gone-corrections.ts';
import { openPlace } from './open-place.ts';
import { lackOfAddress } from './site-address.ts';
import {
  addRelease,
  alreadyReleased,
  openPublished,
  removeOld,
  type KeptRelease,
  type NewRelease,
  type ReleasePlace
} from './release-place.ts';

const usualKeep = 5;

const unmoved = 'Nothing was published: readers see what they saw.';
const options = { keep: word, release: flag, plain: flag, lock: flag, json: flag };

function readKeep(asked: string | undefined): number {
  const keep = asked === undefined ? usualKeep : Number(asked);
  if (Number.isInteger(keep) && keep >= 2) return keep;
  throw new Refusal(
    `found --keep "${asked}", expected how many releases to keep, at least 2: the one readers see and the one before`
  );
}

/**
 * Returns each step that was shared from the release before and has no page in the next, by its
 * name in the address.
 */
function endedSteps(before: KeptRelease | undefined, next: KeptRelease): string[] {
  const stepsOf = (release: KeptRelease | undefined) =>
    new Set(
      release?.manifest?.files.flatMap(
        ({ path }) => /^share\/\w+\/([^/]+)\/index\.html$/.exec(path)?.[1] ?? []
      )
    );
  return [...difference(stepsOf(before), stepsOf(next))].sort();
}

/**
 * Moves readers of a place, while no other desk publishes there, to the release that holds an
 * edition, old or new.
 * @throws as the place does.
 */
export async function moveReaders(
  root: string,
  place: ReleasePlace,
  edition: NewRelease,
  keep: number
) {
  const published = await openPublished(place);
  const carried = await carryEditions(
    root,
    edition.site,
    edition.edition,
    place,
    published.releases
  );
  const before = published.current ?? null;
  const there = await alreadyReleased(place, published, edition);
  const next = there ?? (await addRelease(place, published, edition));
  const files = next.manifest?.files ?? [];
  const ended = endedSteps(
    published.releases.find(({ id }) => id === before),
    next
  );
  const same = there !== undefined && there.id === published.current;
  /**
   * `written` is new to the folder; `switched` was there, and readers see it again; `same` is what
   * readers see already.
   */
  const outcome: 'written' | 'switched' | 'same' = same ? 'same' : there ? 'switched' : 'written';
  if (!same) await place.point(next);
  // Also where readers see it already: a desk that was killed may have moved them and removed
  // nothing.
  const removed = await removeOld(place, keep);
  return {
    folder: place.name,
    release: next.id,
    outcome,
    before,
    files: files.length,
    bytes: files.reduce((bytes, file) => bytes + file.bytes, 0),
    removed,
    ended,
    ...carried
  };
}

/** What publishing came to; `publish --json` prints it and its notices. */
export type PublishReport = Awaited<ReturnType<typeof moveReaders>>;

function complaintsOf(
  { notThere, lost, ended }: PublishReport,
  others: readonly (string | undefined)[]
): string[] {
  const names = `${withdrawalsFile} names ${notThere.join(', ')}, and no such edition is published here`;
  return [
    ...(notThere.length > 0
      ? [`${names}: nothing was taken back there. Write the day of an edition that is, or "all".`]
      : []),
    ...lost.map(
      (path) => `Lost: ${path} is in no release as it was published, so this pinned address ends.`
    ),
    ...ended.map(
      (step) =>
        `Ended: ${step} is no longer a step, so what was shared of it, and every link to it, leads nowhere. Write was="${step}" into the step that tells it now, in data/story/outline.md, beside the names that stand there, and publish again.`
    ),
    ...others.filter((line) => line !== undefined)
  ];
}

function print(report: PublishReport, place: ReleasePlace, desk: Pick<Desk, 'out'>): void {
  const { outcome, before, files, bytes, removed, pinned, withdrawn } = report;
  const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
  if (withdrawn.length > 0) desk.out(`Withdrawn: ${withdrawn.join(', ')}.`);
  const removal = removed.length > 0 ? [`Removed ${removed.join(', ')}.`] : [];
  if (outcome === 'same') {
    desk.out(
      `Readers see ${report.release} already, and it is the same to the byte (${size}): nothing to do.`
    );
    removal.forEach(desk.out);
    return;
  }
  desk.out(
    `${outcome === 'written' ? 'Wrote and read back' : 'Found unharmed'} ${place.where(report.release)}: ${size}.`
  );
  desk.out(`Readers now see ${report.release}${before === null ? '' : ` instead of ${before}`}.`);
  if (pinned.length > 0)
    desk.out(
      `Cards pinned to ${pinned.join(', ')} stay where they are, with the corrections of today.`
    );
  removal.forEach(desk.out);
  if (before !== null)
    desk.out(`To take it back: npm run desk -- rollback ${shellWord(place.name)}`);
}

/**
 * Says what a release still needs, and returns it.
 * @throws Refusal naming each, where the edition is to be one.
 */
async function askRelease(isRelease: boolean, desk: Desk): Promise<string[]> {
  const problems = await releaseProblems(
    storyFiles(desk.root),
    await lockedNow(desk.root),
    desk.now()
  );
  const line = releaseLine(problems);
  if (line === undefined) return [];
  if (!isRelease) {
    desk.err(line);
    return [line];
  }
  throw new Refusal(
    `found what a release may not have, expected none of it:\n${problems.map(({ message }) => `  ${message}`).join('\n')}`
  );
}

/**
 * `publish <folder>` writes the edition as a release and moves readers in one step.
 * @returns 1 when the story does not hold, 2 when refused.
 */
export const publish = command(
  'publish',
  options,
  unmoved,
  async ({ values, positionals, usage }, desk, fill: FillSite = buildPacked) => {
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0)
      throw new Refusal(`found ${positionals.length} folders, expected one: ${usage}`);
    const keep = readKeep(values.keep);
    const place = await openPlace(folder, desk, { plain: values.plain, lock: values.lock });
    const noAddress = lackOfAddress(process.env);
    await openPublished(place);
    await place.ready?.();
    // Readers are told what is dated, whatever the day.
    const toCome = await daysToCome(
      storyFiles(desk.root),
      (await lockedNow(desk.root)).edition,
      desk.now()
    );
    if (toCome.length > 0) throw new StoryRefused(toCome);
    await refuseGone(place, desk.root);
    const lacks = await askRelease(values.release ?? false, desk);
    const { report, leftOut } = await builtApart(desk, fill, async ({ site, lock }) => {
      const { edition } = lock;
      const vintages = Object.values(lock.pins).map(vintageName);
      const edited = {
        site,
        now: desk.now(),
        edition,
        claims: claimsOf(lock),
        vintages
      };
      const report = await place.alone('desk publish', desk, () =>
        moveReaders(desk.root, place, edited, keep)
      );
      return { report, leftOut: filmsLeftOut(desk.root, site) };
    });
    const complaints = complaintsOf(report, [place.seal?.unsigned, noAddress, leftOut]);
    return {
      report: { ...report, notices: [...lacks, ...complaints] },
      complaints,
      print: (io) => print(report, place, io)
    };
  }
);
