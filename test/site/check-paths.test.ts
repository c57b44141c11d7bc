import { expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { labelError } from '../../src/copy/words.ts';
import { noCache } from '../../src/site/output/build-cache.ts';
import { checkPaths, locateLabelError } from '../../src/site/check-paths.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { committedProject } from '../open-committed.ts';

function edited(path: string, change: (text: string) => string) {
  const before = new TextDecoder().decode(committedProject.get(`data/copy/${path}`));
  const after = change(before);
  expect(after).not.toBe(before);
  return after;
}

const lineOf = (text: string, part: string) =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1;

it('names an unfilled label, a missing label and a text that is too long, with their places', async () => {
  const long = 'A heading that says far more than any card has room for, '.repeat(6).trim();
  const changes: Record<string, string> = {};
  const expected: { kind: string; place: string }[] = [];
  for (const language of languages) {
    const folder = `data/copy/${language}`;
    const filled = edited(`${language}/words.choropleth.json`, (text) =>
      text.replace(/("map\.describe\.gaps": "[^"]*)"/, '$1 {oops}"')
    );
    const scene = edited(`${language}/world.md`, (text) =>
      text.replace(/(step id="world-2018"[^\n]*\n)### .*/, `$1### ${long}`)
    );
    Object.assign(changes, {
      [`${folder}/words.choropleth.json`]: filled,
      [`${folder}/words.story.json`]: edited(`${language}/words.story.json`, (text) =>
        text.replace(/^ {2}"lookup\.lead": .*\n/m, '')
      ),
      [`${folder}/world.md`]: scene
    });
    expected.push(
      {
        kind: 'unfilled-placeholder',
        place: `${folder}/words.choropleth.json:${lineOf(filled, '"map.describe.gaps"')}`
      },
      { kind: 'missing-label', place: `${folder}/words.story.json:1` }
    );
    // The same heading in both languages is reported once.
    if (language === languages[0])
      expected.push({ kind: 'page', place: `${folder}/world.md:${lineOf(scene, long)}` });
  }
  const story = openStory(withFiles(committedProject, changes));
  const problems = await checkPaths('.', story, noCache);
  const found = problems.map(({ kind, file, line }) => ({ kind, place: `${file}:${line}` }));
  for (const one of expected) expect(found).toContainEqual(one);
  expect(found.filter(({ place }) => place.includes('edition.lock.json'))).toEqual([]);
  expect(problems.map(({ wrong }) => wrong).join('\n')).toContain('{oops}');
});

it('names the file of a label that a build misses', () => {
  const path = 'data/copy/id/words.pages.json';
  const without = edited('id/words.pages.json', (text) =>
    text.replace(/^ {2}"upkeep.until": .*\n/m, '')
  );
  const story = openStory(withFiles(committedProject, { [path]: without }));
  const error = labelError('no label', { language: 'id', key: 'upkeep.until' });
  const { message } = locateLabelError(error, story) as Error;
  expect(message).toMatch(/^data\/copy\/id\/words\.pages\.json:1:1: .*upkeep\.until/);
  const other = new Error('another');
  expect(locateLabelError(other, story)).toBe(other);
});
