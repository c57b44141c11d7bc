import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { labelError } from '../../src/copy/words.ts';
import { languages } from '../../src/locale/languages.ts';
import { noCache } from '../../src/site/output/build-cache.ts';
import { checkPaths, locateLabelError } from '../../src/site/check-paths.ts';
import { openStory } from '../../src/site/story/open-story.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-'));
  const vintages = resolve('data/vintages');
  await cp('data', join(root, 'data'), {
    recursive: true,
    filter: (from) => resolve(from) !== vintages
  });
  await symlink(vintages, join(root, 'data/vintages'));
  for (const name of ['node_modules', 'LICENSE', 'package-lock.json'])
    await symlink(resolve(name), join(root, name));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function edit(path: string, change: (text: string) => string): Promise<string> {
  const before = await readFile(join(root, 'data/copy', path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(root, 'data/copy', path), after);
  return after;
}

/** The line, from 1, of the first that holds a text. */
const lineOf = (text: string, part: string) =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1;

it('names an unfilled label, a missing label and a text that is too long, with their places', async () => {
  const long = 'A heading that says far more than any card has room for, '.repeat(6).trim();
  const lines: Record<string, number> = {};
  for (const language of languages) {
    const labels = await edit(`${language}/words.choropleth.json`, (text) =>
      text.replace(/("map\.describe\.gaps": "[^"]*)"/, '$1 {oops}"')
    );
    lines[`${language}/gaps`] = lineOf(labels, '"map.describe.gaps"');
    await edit(`${language}/words.story.json`, (text) =>
      text.replace(/^ {2}"lookup\.lead": .*\n/m, '')
    );
    const scene = await edit(`${language}/world.md`, (text) =>
      text.replace(/(step id="world-2018"[^\n]*\n)### .*/, `$1### ${long}`)
    );
    lines[`${language}/heading`] = lineOf(scene, long);
  }
  const problems = await checkPaths(root, await openStory(root), noCache);
  const found = problems.map(({ kind, file, line }) => ({ kind, place: `${file}:${line}` }));
  for (const language of languages) {
    const folder = `data/copy/${language}`;
    for (const expected of [
      {
        kind: 'unfilled-slot',
        place: `${folder}/words.choropleth.json:${lines[`${language}/gaps`]}`
      },
      { kind: 'missing-label', place: `${folder}/words.story.json:1` }
    ])
      expect(found).toContainEqual(expected);
  }
  // The same heading in both languages is reported once.
  expect(found).toContainEqual({
    kind: 'page',
    place: `data/copy/id/world.md:${lines['id/heading']}`
  });
  expect(found.filter(({ place }) => place.includes('edition.lock.json'))).toEqual([]);
  expect(problems.map(({ wrong }) => wrong).join('\n')).toContain('{oops}');
});

it('names the file of a label that a build misses', async () => {
  const line = /^ {2}"upkeep.until": .*\n/m;
  await edit('id/words.pages.json', (text) => text.replace(line, ''));
  const error = labelError('no label', { language: 'id', key: 'upkeep.until' });
  const { message } = (await locateLabelError(error, root, await openStory(root))) as Error;
  expect(message).toMatch(/^data\/copy\/id\/words\.pages\.json:1:1: .*upkeep\.until/);
  const other = new Error('another');
  expect(await locateLabelError(other, root, await openStory(root))).toBe(other);
});
