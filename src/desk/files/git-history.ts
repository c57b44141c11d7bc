import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface History {
  text(revision: string, file: string): Promise<string | undefined>;
  /** Returns the revisions that changed a file, newest first; none when git knows of none. */
  revisionsOf(file: string): Promise<readonly string[]>;
}

/** A name that git would take for an option, or more than one, is no revision. */
const isRevision = (name: string) => /^[\w@][\w./~^@{}-]*$/.test(name);

export const gitHistory = (root: string): History => {
  const git = async (...argv: string[]) =>
    (await run('git', ['-C', root, ...argv], { maxBuffer: 64 * 2 ** 20 })).stdout;
  return {
    text: (revision, file) =>
      isRevision(revision)
        ? git('show', `${revision}:./${file}`).catch(() => undefined)
        : Promise.resolve(undefined),
    async revisionsOf(file) {
      const printed = await git('log', '--format=%H', '--', `./${file}`).catch(() => '');
      return printed.split('\n').filter((line) => line !== '');
    }
  };
};

export const historyOf = (desk: { root: string; history?: History }) =>
  desk.history ?? gitHistory(desk.root);
