import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { nothingKept } from '../../src/site/output/kept-work.ts';
import { refusedPaths, toldOf } from '../../src/site/refused-paths.ts';
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

it('names a label that nothing fills, one that is missing and a text that is too long, each where it is written', async () => {
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
  const problems = await refusedPaths(root, await openStory(root), nothingKept);
  const said = problems.map(({ message }) => message).join('\n');
  for (const language of languages) {
    expect(said).toContain(
      `data/copy/${language}/words.choropleth.json:${lines[`${language}/gaps`]}:3: found {oops} in the label “map.describe.gaps”, which nothing fills`
    );
    expect(said).toMatch(
      new RegExp(`data/copy/${language}/words\\.story\\.json:1:1: found no label “lookup\\.lead”`)
    );
    expect(said).toMatch(
      new RegExp(
        `data/copy/\\w\\w/world\\.md:${lines[`${language}/heading`]}:\\d+: found .*, which cannot be made: .*`
      )
    );
  }
  expect(said).not.toContain('edition.lock.json');
});

it('tells of a label that a build misses where another language has it', async () => {
  const line = /^ {2}"upkeep.until": .*\n/m;
  await edit('id/words.pages.json', (text) => text.replace(line, ''));
  const told = await toldOf(
    new Error('words.json (id) has no label "upkeep.until"'),
    root,
    await openStory(root)
  );
  expect(String(told)).toBe(
    'Error: data/copy/id/words.pages.json:1:1: found no label “upkeep.until”, which a page says; expected a text for it among the words of this language; write it, in every language'
  );
});
