import { resolve } from 'node:path';
import { restore } from '#sources/source-error.ts';
import { textOf } from '#site/story/project-text.ts';
import { lockFile, readLock, type Lock } from '#story/lock.ts';
import { withFiles, type ProjectFiles } from '#vintages/project-files.ts';
import { vintageName } from '#vintages/vintage.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { historyOf, type History } from '../files/git-history.ts';
import { readJournal } from '../files/undo-journal.ts';
import { projectOf } from '../files/disk-project.ts';
import { say } from '#locale/say.ts';

export const nextOfDay = (edition: string) =>
  `${edition.slice(0, 10)}-${Number(edition.slice(11) || 1) + 1}`;

export async function lockOfDay(day: string, history: History) {
  if (!/^\d{4}-\d{2}-\d{2}(-\d+)?$/.test(day)) return undefined;
  for (const revision of await history.revisionsOf(lockFile)) {
    const text = await history.text(revision, lockFile);
    if (text?.includes(`"edition": "${day}"`)) return text;
  }
  return undefined;
}

/** Reads the edition of a day, a lock file, a revision or `now`, which is that of `files`. */
export async function readEdition(name: string, files: ProjectFiles, desk: Desk) {
  if (name === 'now') return lockedNow(files);
  const history = historyOf(desk);
  const path = resolve(desk.from ?? desk.root, name);
  const saved = await projectOf(desk).readFile(path);
  const text =
    (saved && textOf(name, saved)) ??
    (await lockOfDay(name, history)) ??
    (await history.text(name, lockFile));
  if (text !== undefined) return readLock(text, name);
  const day = /"edition": "([-\d]+)"/.exec((await history.text('HEAD', lockFile)) ?? '')?.[1];
  refuse(
    'unknown-edition',
    say`There is no edition “${name}”.`,
    say`Name the day of a committed edition (such as ${day ?? '2026-11-27'}), a saved lock file, a revision that has ${lockFile} (such as HEAD~1), or now. Git must be installed and have every commit: in a shallow clone, run \`git fetch --unshallow\`.`
  );
}

export function lockedNow(files: ProjectFiles) {
  const bytes = files.get(lockFile);
  if (bytes !== undefined) return readLock(textOf(lockFile, bytes));
  refuse(
    'nothing-locked',
    say`There is no ${lockFile}.`,
    say`${restore(lockFile)} Only a project that never had one begins with \`npm run desk -- edition lock\`.`
  );
}

const mostCommits = 50;

const releasesOf = (pins: Partial<Lock['pins']>) => Object.values(pins).map(vintageName).join();

/**
 * Finds the last committed edition that showed the releases pinned now. Returns its words and claims;
 * all other files are today's. Undefined if the last commit and readers have these releases.
 */
export async function earlierEdition(files: ProjectFiles, desk: Desk) {
  const history = historyOf(desk);
  const now = lockedNow(files).pins;
  // Words may be mended after a lock: take them from just before the next one.
  let last = 'HEAD';
  for (const revision of (await history.revisionsOf(lockFile)).slice(0, mostCommits)) {
    const text = (await history.text(revision, lockFile)) ?? '{}';
    const { edition = '', pins = {} } = JSON.parse(text) as Partial<Lock>;
    if (releasesOf(pins) === releasesOf(now)) {
      const { seen } = await readJournal(desk);
      const published = releasesOf(seen?.lock === undefined ? now : readLock(seen.lock).pins);
      if (last === 'HEAD' && published === releasesOf(now)) return undefined;
      const words = [...files.keys()].filter((file) => /^data\/(?:copy|story)\//.test(file));
      const then = words.map(async (file) => [file, await history.text(last, file)] as const);
      const known = (await Promise.all(then)).filter(([, words]) => words !== undefined);
      return { edition, files: withFiles(files, Object.fromEntries(known)) };
    }
    last = `${revision}~1`;
  }
  return undefined;
}
