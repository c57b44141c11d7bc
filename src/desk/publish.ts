import { stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { storyFiles } from '../site/story-files.ts';
import { claimsOf } from '../site/release-manifest.ts';
import { vintageName } from '../story/edition.ts';
import { StoryRefused } from '../story/problem.ts';
import { buildPacked, type FillSite } from './release/build.ts';
import { builtApart, openLock, StoryDoesNotHold } from './release/built-apart.ts';
import { carryEditions } from './carry-editions.ts';
import type { Desk } from './cli/desk-io.ts';
import { usualWait, withLock } from './cli/desk-lock.ts';
import { diskRefusal } from './files/disk-refusal.ts';
import { addRelease, alreadyReleased, clearUnfinished, openPublished, removeOld, switchTo, type NewRelease } from './published-folder.ts';
import { readArguments } from './cli/read-arguments.ts';
import { Refusal } from './cli/refusal.ts';
import { releaseLine, releaseProblems } from './review/release-check.ts';

const usualKeep = 5;

/** What `publish --json` prints. */
export interface PublishReport {
  folder: string;
  release: string;
  /** `written` is new to the folder; `switched` was there, and readers see it again; `same` is what readers see already. */
  outcome: 'written' | 'switched' | 'same';
  /** The release that readers saw before; null when there was none. */
  before: string | null;
  files: number;
  bytes: number;
  /** Older releases that were removed. */
  removed: string[];
  /** Earlier editions whose pinned cards went along, with today's corrections. */
  pinned: string[];
  /** Pinned files that no release has as they were published. */
  lost: string[];
}

/**
 * Returns the folder of a command line, absolute.
 * @throws Refusal when it is a file, or part of the project that is built from.
 */
export async function readerFolder(asked: string, desk: Desk): Promise<string> {
  const folder = resolve(desk.from ?? desk.root, asked);
  const info = await stat(folder).catch(() => undefined);
  if (info && !info.isDirectory()) throw new Refusal(`found a file at ${asked}, expected a folder to publish to: name a folder`);
  const [first = ''] = relative(desk.root, folder).split(sep);
  if (['', 'src', 'data', 'static', 'test', 'dist', 'node_modules', '.git'].includes(first)) {
    throw new Refusal(`found ${asked}, which the story is made of, expected a folder for its releases: name another, for example public`);
  }
  return folder;
}

/** Runs something in a folder of releases while no other desk publishes there, and words what the disk refuses. */
export async function inReleases<Value>(folder: string, command: string, desk: Desk, run: () => Promise<Value>): Promise<Value> {
  const request = { path: join(folder, '.desk-lock'), what: folder, command, wait: desk.wait ?? usualWait };
  try {
    return await withLock(request, desk, async () => {
      await clearUnfinished(folder);
      return run();
    });
  } catch (error) {
    const refusal = diskRefusal(error, `at ${folder}`, 'a folder on a disk with symbolic links that a release can be written to');
    throw refusal ?? error;
  }
}

function readPublish(argv: string[]) {
  const usage = 'npm run desk -- publish <folder> [--release] [--keep 5] [--json]';
  const options = { keep: { type: 'string' }, release: { type: 'boolean' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = readArguments(argv, options, usage);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Refusal(`found ${positionals.length} folders, expected one: ${usage}`);
  const keep = values.keep === undefined ? usualKeep : Number(values.keep);
  if (!Number.isInteger(keep) || keep < 2) {
    throw new Refusal(
      `found --keep "${values.keep}", expected how many releases to keep, at least 2: the one readers see and the one before`
    );
  }
  return { folder, keep, release: values.release ?? false, json: values.json ?? false };
}

async function release(root: string, folder: string, edition: NewRelease, keep: number): Promise<PublishReport> {
  const published = await openPublished(folder);
  const pinned = await carryEditions(root, edition.site, edition.edition, join(folder, 'releases'), published.releases);
  const before = published.current ?? null;
  const sum = (files: readonly { bytes: number }[]) => files.reduce((bytes, file) => bytes + file.bytes, 0);
  const there = await alreadyReleased(folder, published, edition);
  const manifest = there?.manifest ?? (await addRelease(folder, published, edition));
  const same = there !== undefined && there.id === published.current;
  if (!same) await switchTo(folder, manifest.release);
  const removed = same ? [] : await removeOld(folder, keep);
  return {
    folder,
    release: manifest.release,
    outcome: same ? 'same' : there ? 'switched' : 'written',
    before,
    files: manifest.files.length,
    bytes: sum(manifest.files),
    removed,
    pinned: pinned.editions,
    lost: pinned.lost
  };
}

function print(report: PublishReport, desk: Desk): void {
  const { folder, outcome, before, files, bytes, removed, pinned, lost } = report;
  for (const path of lost) desk.err(`Lost: ${path} is in no release as it was published, so this pinned address ends.`);
  const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
  if (outcome === 'same') {
    desk.out(`Readers see ${report.release} already, and it is the same to the byte (${size}): nothing to do.`);
    return;
  }
  desk.out(`${outcome === 'written' ? 'Wrote and read back' : 'Found unharmed'} ${join(folder, 'releases', report.release)}: ${size}.`);
  desk.out(`Readers now see ${report.release}${before === null ? '' : ` instead of ${before}`}.`);
  if (pinned.length > 0) desk.out(`Cards pinned to ${pinned.join(', ')} stay where they are, with the corrections of today.`);
  if (removed.length > 0) desk.out(`Removed ${removed.join(', ')}.`);
  if (before !== null) desk.out(`To take it back: npm run desk -- rollback ${folder}`);
}

/** Says what a release still needs. @throws Refusal naming each, where the edition is to be one. */
async function askRelease(isRelease: boolean, desk: Desk): Promise<void> {
  const problems = await releaseProblems(storyFiles(desk.root), await openLock(desk.root), desk.now());
  const line = releaseLine(problems);
  if (line === undefined) return;
  if (!isRelease) return desk.err(line);
  throw new Refusal(`found what a release may not have, expected none of it:\n${problems.map(({ message }) => `  ${message}`).join('\n')}`);
}

/**
 * `publish <folder>` builds the edition, writes it as a release of its own, reads it back and moves readers to it in one step.
 * @returns 0 when readers see the edition; 1 when the story does not hold; 2 when refused. Readers see what they saw in either.
 */
export async function publish(argv: string[], desk: Desk, fill: FillSite = buildPacked): Promise<number> {
  try {
    const asked = readPublish(argv);
    const folder = await readerFolder(asked.folder, desk);
    await openPublished(folder);
    await askRelease(asked.release, desk);
    const report = await builtApart(desk, fill, ({ site, lock }) => {
      const { edition, asOf } = lock;
      const vintages = Object.values(lock.pins).map(vintageName);
      const edited = { site, now: desk.now(), edition, ...(asOf === undefined ? {} : { asOf }), claims: claimsOf(lock), vintages };
      return inReleases(folder, 'desk publish', desk, () => release(desk.root, folder, edited, asked.keep));
    });
    if (asked.json) desk.out(JSON.stringify(report, null, 2));
    else print(report, desk);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof StoryRefused) && !(error instanceof StoryDoesNotHold)) throw error;
    desk.err(error.message);
    desk.err('Nothing was published: readers see what they saw.');
    return error instanceof StoryDoesNotHold ? 1 : 2;
  }
}
