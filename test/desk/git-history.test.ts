import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gitHistory } from '../../src/desk/files/git-history.ts';
import { gitIn, itWithGit } from './git-in.ts';

let root: string;
beforeEach(() => {
  // The project need not be the root of its repository.
  root = join(mkdtempSync(join(tmpdir(), 'terhubung-git-')), 'project');
  mkdirSync(join(root, 'data'), { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(join(root, '..'), { recursive: true });
});

const history = () => gitHistory(root);
function commit(files: Record<string, string>) {
  const git = gitIn(root);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  git('add', ...Object.keys(files));
  git('commit', '-qm', 'x');
}

itWithGit('reads a file of a revision, and the revisions that changed one', async () => {
  gitIn(join(root, '..'))('init', '-q');
  commit({ 'data/a b.csv': 'eins\nzwei: é\n' });
  commit({ 'data/a b.csv': '' });
  const file = 'data/a b.csv';
  expect(await history().text('HEAD~1', file)).toBe('eins\nzwei: é\n');
  expect(await history().text('HEAD~1', 'data/none.csv')).toBeUndefined();
  expect(await history().text('HEAD', file)).toBe('');
  const revisions = await history().revisionsOf('data/a b.csv');
  expect(revisions).toHaveLength(2);
  expect(await history().text(revisions[1]!, file)).toContain('eins');
  expect(await history().revisionsOf('data/none.csv')).toEqual([]);
  for (const none of ['--output=x', 'HEAD~9'])
    expect(await history().text(none, file)).toBeUndefined();
});

it('finds nothing where the machine has no git', async () => {
  vi.stubEnv('PATH', '');
  expect(await history().text('HEAD', 'data/a.csv')).toBeUndefined();
  expect(await history().revisionsOf('data/a.csv')).toEqual([]);
});
