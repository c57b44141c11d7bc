import { execFileSync, spawnSync } from 'node:child_process';
import { it } from 'vitest';

/** A test on a project's history: `npm test` says so where this machine has no git. */
export const itWithGit = it.skipIf(spawnSync('git', ['--version']).status !== 0);

/** Returns what runs git in a folder, as nobody. */
export const gitIn =
  (root: string) =>
  (...argv: string[]) =>
    execFileSync(
      'git',
      ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...argv],
      { stdio: 'pipe' }
    );
