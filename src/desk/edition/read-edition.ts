import { resolve } from 'node:path';
import { restore } from '#sources/source-error.ts';
import { textOf } from '#site/story/project-text.ts';
import { lockFile, readLock, writeLock, type Lock } from '#story/lock.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { historyOf, type History } from '../files/git-history.ts';
import { projectOf } from '../files/disk-project.ts';
import { say } from '#locale/say.ts';

/** The last edition of a day and, of two on one day, the one before that with which it is compared. */
async function lockOfDay(day: string, history: History, later: Lock | undefined) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  let last: string | undefined;
  for (const revision of await history.revisionsOf(lockFile)) {
    const text = await history.text(revision, lockFile);
    if (!text?.includes(`"edition": "${day}"`)) continue;
    last ??= text;
    if (!later || writeLock(readLock(text, day)) !== writeLock(later)) return text;
  }
  return last;
}

/** Reads the edition of a day, a lock file, a revision or `now`, which is that of `files`. */
export async function readEdition(name: string, files: ProjectFiles, desk: Desk, later?: Lock) {
  if (name === 'now') return lockedNow(files);
  const history = historyOf(desk);
  const path = resolve(desk.from ?? desk.root, name);
  const saved = await projectOf(desk).readFile(path);
  const text =
    (saved && textOf(name, saved)) ??
    (await lockOfDay(name, history, later)) ??
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
