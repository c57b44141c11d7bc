import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeJunkFiles, walkFolder } from '../../src/site/output/walk-folder.ts';
import { readText } from '../../src/site/story/project-text.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import { namesIn } from '../../src/vintages/project-files.ts';
import { problemsOf } from '../story/problems-of.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-files-'));
  await mkdir(join(root, 'data'));
});
afterAll(() => rm(root, { recursive: true }));

const saved = (bytes: Uint8Array) => readText(new Map([['data/a.json', bytes]]), 'data/a.json');
const text = '{\n  "CIV": "Côte d’Ivoire"\n}\n';

it.each([
  ['with a mark at its head', `\ufeff${text}`],
  ['with the ends of lines of Windows', text.replaceAll('\n', '\r\n')],
  ['with letters and their marks apart, as macOS writes them', text.normalize('NFD')]
])('reads a text saved %s', (_, written) => {
  expect(saved(Buffer.from(written))).toBe(text);
});

it.each([
  ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
  ['Windows-1252', Buffer.from(text, 'latin1')]
])('refuses a text saved as %s', (_, bytes) => {
  const problems = problemsOf(() => saved(bytes));
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
  await mkdir(join(root, 'data/dropped'));
  for (const name of [...own, ...dropped]) await writeFile(join(root, 'data/dropped', name), '');
  expect(namesIn(await readProject(root), 'data/dropped')).toEqual(own);
  await removeJunkFiles(join(root, 'data/dropped'));
  expect(await walkFolder(join(root, 'data/dropped'))).toEqual(own);
});
