import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { lockFile, readLock, type Lock } from '../../story/lock.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { orElse } from '../../site/story/story-files.ts';

const run = promisify(execFile);

/**
 * Returns the text of a file in a revision of the project's history; undefined where git knows no
 * such revision, or none of it.
 */
export async function textIn(
  revision: string,
  file: string,
  root: string
): Promise<string | undefined> {
  // A name that git would take for an option is none.
  if (!/^[\w@][\w./~^@{}-]*$/.test(revision)) return undefined;
  const { stdout } = await run('git', ['-C', root, 'show', `${revision}:./${file}`]).catch(() => ({
    stdout: undefined
  }));
  return stdout;
}

/**
 * Returns why git cannot be asked about a project's last commit, or about `every` one, in its own
 * words, or that there is none; undefined where it can.
 */
export async function whyUnasked(root: string, every = false): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', root, 'rev-parse', '--is-shallow-repository']);
    return every && stdout.startsWith('true')
      ? 'a shallow clone has no earlier commits; `git fetch --unshallow` brings them'
      : undefined;
  } catch (error) {
    const { code, stderr, message } = error as Error & { code?: string; stderr?: string };
    if (code === 'ENOENT')
      return 'this machine has no git; install it from your system’s packages or git-scm.com';
    return (stderr || message).trim().replace(/\s+/g, ' ');
  }
}

/**
 * Returns the lock of the edition of a day, as it was committed last; undefined where the project's
 * history has none of that day.
 */
async function lockOfDay(day: string, root: string): Promise<string | undefined> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const { stdout } = await run('git', [
    '-C',
    root,
    'log',
    '--format=%H',
    '--',
    `./${lockFile}`
  ]).catch(() => ({ stdout: '' }));
  for (const revision of stdout.split('\n').filter((line) => line !== '')) {
    const text = await textIn(revision, lockFile, root);
    if (text?.includes(`"edition": "${day}"`)) return text;
  }
  return undefined;
}

/**
 * Returns the edition of a committed day, a lock file, a revision or `now`.
 * @throws Refusal when there is none; StoryRefused when that is no lock.
 */
export async function readEdition(name: string, desk: Desk): Promise<Lock> {
  const path =
    name === 'now' ? resolve(desk.root, lockFile) : resolve(desk.from ?? desk.root, name);
  const text =
    (await orElse(readFile(path, 'utf8'), undefined, ['ENOENT', 'ENOTDIR', 'EISDIR'])) ??
    (name === 'now'
      ? undefined
      : ((await lockOfDay(name, desk.root)) ?? (await textIn(name, lockFile, desk.root))));
  if (text === undefined) {
    const why = name === 'now' ? undefined : await whyUnasked(desk.root, true);
    if (why !== undefined)
      throw new Refusal(
        `found no edition "${name}", and git could not be asked for every commit, expected a saved lock file, now, or a clone that git reads whole: ${why}`
      );
    throw new Refusal(
      `found no edition "${name}", expected the day of one that was committed (YYYY-MM-DD), a saved lock file, a revision that git knows with ${lockFile} in it (such as HEAD~1), or now`
    );
  }
  return readLock(text, name === 'now' ? lockFile : name);
}
