import { pinnedEdition } from '../site/pinned-file.ts';
import type { Desk } from './cli/desk-io.ts';
import { openPublished, releaseFaults, switchTo, type KeptRelease, type PublishedFolder } from './published-folder.ts';
import { inReleases, readerFolder } from './publish.ts';
import { readArguments } from './cli/read-arguments.ts';
import { Refusal } from './cli/refusal.ts';

/** What `releases --json` prints, newest first. */
export interface ReleaseReport {
  release: string;
  /** Whether readers see it. */
  current: boolean;
  edition?: string;
  published?: string;
  files?: number;
  bytes?: number;
  /** What is wrong with its files; none when they are as they were written. */
  faults: string[];
}

function readReleases(argv: string[], usage: string, most: number) {
  const { values, positionals } = readArguments(argv, { json: { type: 'boolean' } }, usage);
  const [folder, release] = positionals;
  if (folder === undefined || positionals.length > most) throw new Refusal(`found "${positionals.join(' ')}", expected ${usage}`);
  return { folder, release, json: values.json ?? false };
}

async function openSome(folder: string): Promise<PublishedFolder> {
  const published = await openPublished(folder);
  if (published.releases.length === 0) {
    throw new Refusal(`found no release in ${folder}, expected a folder that was published to: check the path`);
  }
  return published;
}

/**
 * `releases <folder>` lists what was published there and checks every byte of it.
 * @returns 0 when all is as it was written, 1 when a release is harmed or readers are sent to one that is not there, 2 when
 * there is none.
 */
export async function releases(argv: string[], desk: Desk): Promise<number> {
  const asked = readReleases(argv, 'npm run desk -- releases <folder> [--json]', 1);
  const folder = await readerFolder(asked.folder, desk);
  const published = await openSome(folder);
  const reports: ReleaseReport[] = [];
  for (const kept of published.releases) {
    const { id, manifest } = kept;
    const files = manifest ? [...manifest.files, ...manifest.carried] : [];
    reports.push({
      release: id,
      current: id === published.current,
      ...(manifest ? { edition: manifest.edition, published: manifest.published } : {}),
      ...(manifest ? { files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) } : {}),
      faults: await releaseFaults(folder, kept)
    });
  }
  if (asked.json) desk.out(JSON.stringify(reports, null, 2));
  else for (const report of reports) printRelease(report, desk);
  const lost = !reports.some(({ current }) => current);
  if (lost) desk.err(`Readers are sent to ${published.current ?? 'none of them'}: run \`npm run desk -- rollback ${folder} <release>\`.`);
  return lost || reports.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function printRelease({ release, current, published, files, bytes, faults }: ReleaseReport, desk: Desk): void {
  const about = published === undefined ? '' : `  ${published.slice(0, 16)}Z  ${files} files, ${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  desk.out(`${current ? '→' : ' '} ${release.padEnd(13)}${about}  ${faults.length === 0 ? 'as written' : 'HARMED'}`);
  for (const fault of faults) desk.out(`    ${fault}`);
}

function chosen(published: PublishedFolder, asked: string | undefined): KeptRelease {
  const known = `one of ${published.releases.map(({ id }) => id).join(', ')}`;
  const before = published.releases.find(({ id }) => id === published.current)?.manifest?.after;
  const id = asked ?? before;
  if (id === undefined || id === null) {
    throw new Refusal(
      `found no release before ${published.current ?? 'the first'}, expected ${known}: name the one that readers should see`
    );
  }
  const release = published.releases.find((kept) => kept.id === id);
  if (!release) throw new Refusal(`found no release ${id}, expected ${known}`);
  return release;
}

/** The editions whose pinned cards one release has and another has not. */
function pinnedOnlyIn(from: KeptRelease | undefined, to: KeptRelease): string[] {
  const editionsOf = (release: KeptRelease | undefined) =>
    new Set((release?.manifest?.files ?? []).flatMap(({ path }) => pinnedEdition(path) ?? []));
  const kept = editionsOf(to);
  return [...editionsOf(from)].filter((edition) => !kept.has(edition)).sort();
}

/**
 * `rollback <folder> [<release>]` moves readers back to the release that they saw before this one, or to the named one, after
 * checking every byte of it.
 * @returns 0 when readers see it, 2 when refused: then readers see what they saw.
 */
export async function rollback(argv: string[], desk: Desk): Promise<number> {
  try {
    const asked = readReleases(argv, 'npm run desk -- rollback <folder> [<release>] [--json]', 2);
    const folder = await readerFolder(asked.folder, desk);
    await openSome(folder);
    return await inReleases(folder, 'desk rollback', desk, async () => {
      const published = await openSome(folder);
      const release = chosen(published, asked.release);
      const faults = await releaseFaults(folder, release);
      if (faults.length > 0) {
        throw new Refusal(`found ${release.id} harmed, expected a release as it was written: choose another\n  ${faults.join('\n  ')}`);
      }
      const moved = release.id !== published.current;
      if (moved) await switchTo(folder, release.id);
      const ended = moved
        ? pinnedOnlyIn(
            published.releases.find(({ id }) => id === published.current),
            release
          )
        : [];
      if (ended.length > 0)
        desk.err(
          `Cards pinned to ${ended.join(', ')} are not in ${release.id}: partners who pinned them see none until the next \`npm run desk -- publish ${folder}\`.`
        );
      if (asked.json) desk.out(JSON.stringify({ folder, release: release.id, before: published.current ?? null }, null, 2));
      else if (moved)
        desk.out(
          `Readers now see ${release.id} instead of ${published.current ?? 'nothing'}. ${published.current ?? 'It'} stays where it is.`
        );
      else desk.out(`Readers see ${release.id} already: nothing to do.`);
      return 0;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    desk.err(error.message);
    desk.err('Nothing was changed: readers see what they saw.');
    return 2;
  }
}
