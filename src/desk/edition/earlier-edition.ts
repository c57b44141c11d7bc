import { lockFile, readLock, type Lock } from '#story/lock.ts';
import { unlessRefused } from '#story/problem.ts';
import { withFiles, type ProjectFiles } from '#vintages/project-files.ts';
import { vintageName } from '#vintages/vintage.ts';
import type { Desk } from '../cli/desk-io.ts';
import { historyOf } from '../files/git-history.ts';
import { lockedNow } from './read-edition.ts';

/** Each takes git 10 ms to read. */
const mostCommits = 50;

const releasesOf = ({ pins }: Lock) => Object.values(pins).map(vintageName).join();

/**
 * Returns the words and claims of the last committed edition that showed the releases pinned now,
 * beside all else as it is now; undefined while the pins are those of the last commit.
 */
export async function earlierEdition(files: ProjectFiles, desk: Desk) {
  const history = historyOf(desk);
  const now = lockedNow(files);
  const isPinnedNow = ({ pins }: Lock) => JSON.stringify(pins) === JSON.stringify(now.pins);
  // Its words are those before the next edition: some are mended without another lock.
  let last = 'HEAD';
  for (const revision of (await history.revisionsOf(lockFile)).slice(0, mostCommits)) {
    const text = (await history.text(revision, lockFile)) ?? '';
    const lock = unlessRefused(
      () => readLock(text),
      () => undefined
    );
    if (last === 'HEAD' && lock && isPinnedNow(lock)) return undefined;
    if (lock && releasesOf(lock) === releasesOf(now)) {
      const words = [...files.keys()].filter((file) => /^data\/(?:copy|story)\//.test(file));
      const then = words.map(async (file) => [file, await history.text(last, file)] as const);
      const known = (await Promise.all(then)).filter(([, words]) => words !== undefined);
      return { edition: lock.edition, files: withFiles(files, Object.fromEntries(known)) };
    }
    last = `${revision}~1`;
  }
  return undefined;
}
