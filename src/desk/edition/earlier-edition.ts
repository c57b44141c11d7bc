import { lockFile, type Lock } from '#story/lock.ts';
import { withFiles, type ProjectFiles } from '#vintages/project-files.ts';
import { vintageName } from '#vintages/vintage.ts';
import type { Desk } from '../cli/desk-io.ts';
import { historyOf } from '../files/git-history.ts';
import { lockedNow } from './read-edition.ts';

/** Each takes git 10 ms to read. */
const mostCommits = 50;

const releasesOf = (pins: Partial<Lock['pins']>) => Object.values(pins).map(vintageName).join();

/**
 * Returns the words and claims of the last committed edition that showed the releases pinned now,
 * beside all else as it is now; undefined while the pins are those of the last commit.
 */
export async function earlierEdition(files: ProjectFiles, desk: Desk) {
  const history = historyOf(desk);
  const now = lockedNow(files).pins;
  // Its words are those before the next edition: some are mended without another lock.
  let last = 'HEAD';
  for (const revision of (await history.revisionsOf(lockFile)).slice(0, mostCommits)) {
    const text = (await history.text(revision, lockFile)) ?? '{}';
    const { edition = '', pins = {} } = JSON.parse(text) as Partial<Lock>;
    if (last === 'HEAD' && JSON.stringify(pins) === JSON.stringify(now)) return undefined;
    if (releasesOf(pins) === releasesOf(now)) {
      const words = [...files.keys()].filter((file) => /^data\/(?:copy|story)\//.test(file));
      const then = words.map(async (file) => [file, await history.text(last, file)] as const);
      const known = (await Promise.all(then)).filter(([, words]) => words !== undefined);
      return { edition, files: withFiles(files, Object.fromEntries(known)) };
    }
    last = `${revision}~1`;
  }
  return undefined;
}
