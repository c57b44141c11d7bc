import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeJunkFiles, walkFolder } from '../../src/site/output/walk-folder.ts';
import { readText, storyFiles } from '../../src/site/story/story-files.ts';
import { problemsOf } from '../story/problems-of.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-files-'));
  await mkdir(join(root, 'data'));
});
afterAll(() => rm(root, { recursive: true }));

const saved = async (bytes: Uint8Array) => {
  await writeFile(join(root, 'data', 'a.json'), bytes);
  return readText(storyFiles(root), 'data/a.json');
};
const text = '{\n  "CIV": "Côte d’Ivoire"\n}\n';

it.each([
  ['with a mark at its head', `\ufeff${text}`],
  ['with the ends of lines of Windows', text.replaceAll('\n', '\r\n')],
  ['with letters and their marks apart, as macOS writes them', text.normalize('NFD')]
])('reads a text saved %s', async (_, written) => {
  expect(await saved(Buffer.from(written))).toBe(text);
});

it.each([
  ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
  ['Windows-1252', Buffer.from(text, 'latin1')]
])('refuses a text saved as %s', async (_, bytes) => {
  const refused = await saved(bytes).catch((error: unknown) => error);
  const problems = problemsOf(() => {
    throw refused;
  });
  expect(problems.map(({ file, kind }) => [file, kind])).toEqual([['data/a.json', 'encoding']]);
});

it('lists no junk files', async () => {
  const own = ['copy of a.json', 'data (1).csv', 'world.md'];
  const dropped = [
    '.DS_Store',
    '._world.md',
    '.world.md.swp',
    '.#world.md',
    'Thumbs.db',
    'desktop.ini',
    '~$table.xlsx',
    'world.md~'
  ];
  await mkdir(join(root, 'dropped'));
  for (const name of [...own, ...dropped]) await writeFile(join(root, 'dropped', name), '');
  expect(await storyFiles(root).list('dropped')).toEqual(own);
  await removeJunkFiles(join(root, 'dropped'));
  expect(await walkFolder(join(root, 'dropped'))).toEqual(own);
});
