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
function commit(files: Record<string, string>): void {
  const git = gitIn(root);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  git('add', ...Object.keys(files));
  git('commit', '-qm', 'x');
}

itWithGit('reads files of a revision, and the revisions that changed one', async () => {
  gitIn(join(root, '..'))('init', '-q');
  commit({ 'data/a b.csv': 'eins\nzwei: é\n', 'data/c.json': '{}' });
  commit({ 'data/a b.csv': '' });
  const files = ['data/a b.csv', 'data/none.csv', 'data/c.json'];
  expect([...(await history().texts('HEAD~1', files))]).toEqual([
    ['data/a b.csv', 'eins\nzwei: é\n'],
    ['data/c.json', '{}']
  ]);
  expect((await history().texts('HEAD', files)).get('data/a b.csv')).toBe('');
  const revisions = await history().revisionsOf('data/a b.csv');
  expect(revisions).toHaveLength(2);
  expect((await history().texts(revisions[1]!, files)).get('data/a b.csv')).toContain('eins');
  expect(await history().revisionsOf('data/none.csv')).toEqual([]);
  expect((await history().texts('--output=x', files)).size).toBe(0);
  expect((await history().texts('HEAD~9', files)).size).toBe(0);
  expect(await history().whyUnread()).toBeUndefined();
});

itWithGit('says why git cannot read the history', async () => {
  expect(await history().whyUnread()).toMatch(/not a git repository/);
  expect((await history().texts('HEAD', ['data/a.csv'])).size).toBe(0);
  const git = gitIn(root);
  git('init', '-q');
  commit({ 'data/a.csv': 'x' });
  writeFileSync(join(root, '.git/shallow'), git('rev-parse', 'HEAD'));
  expect(await history().whyUnread()).toContain('git fetch --unshallow');
  vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
  expect(await history().whyUnread()).toMatch(/safe\.directory/);
});

it('says so where the machine has no git', async () => {
  vi.stubEnv('PATH', '');
  expect(await history().whyUnread()).toContain('Git is not installed');
  expect((await history().texts('HEAD', ['data/a.csv'])).size).toBe(0);
  expect(await history().revisionsOf('data/a.csv')).toEqual([]);
});
