import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { lockFile, readLock, type Lock } from '../story/lock.ts';
import type { Desk } from './desk-io.ts';
import { codeOf } from './disk-refusal.ts';
import { Refusal } from './refusal.ts';

const run = promisify(execFile);

/** Returns the text of the lock in a revision of the project's history; undefined where git knows no such revision, or none of it. */
async function lockIn(revision: string, root: string): Promise<string | undefined> {
  // A name that git would take for an option is none.
  if (!/^[\w@][\w./~^@{}-]*$/.test(revision)) return undefined;
  try {
    const { stdout } = await run('git', ['-C', root, 'show', `${revision}:./${lockFile}`], { encoding: 'utf8' });
    return stdout;
  } catch {
    return undefined;
  }
}

async function fileText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/**
 * Returns the edition that a word of the command line names: a saved lock file; the revision of the project's history that it
 * was committed in, such as `HEAD~1` or a tag; or `now`, the lock as it stands.
 * @throws Refusal when there is no such file or revision; StoryRefused when what is there is no lock.
 */
export async function readEdition(name: string, desk: Desk): Promise<Lock> {
  const path = name === 'now' ? resolve(desk.root, lockFile) : resolve(desk.from ?? desk.root, name);
  const text = (await fileText(path)) ?? (name === 'now' ? undefined : await lockIn(name, desk.root));
  if (text === undefined) {
    throw new Refusal(
      `found no edition "${name}", expected a saved lock file, a revision that git knows with ${lockFile} in it (such as HEAD~1), or now`
    );
  }
  return readLock(text, name === 'now' ? lockFile : name);
}
