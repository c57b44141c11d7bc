import { afterEach, beforeEach, expect, it } from 'vitest';
import { edition } from './edition-verbs.ts';
import type { PinReport } from '../../src/desk/edition/edition-pin.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { openValidStory } from '../../src/site/build-pages.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { smallVintage, smallVintages } from '../story/small-edition.ts';
import { lockFirst } from './locked-project.ts';
import { onDisk, removeFolders, type SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';
import { refusedKind } from './wording.ts';

const headings = { en: 'More than two in three', id: 'Lebih dari dua pertiga' };
const claims = 'data/story/claims.csv';
const fileOf = (language: Language) => `data/copy/${language}/world.md`;
let project: SmallProject;

/** A story whose heading says what the world's 2023 is, and a release in which that is 65.4. */
beforeEach(async () => {
  project = await smallProject();
  project.edit(
    claims,
    (text) =>
      `${text}world-2023,,percent,0,"share(WLD, 2023)",more than two in three,value > 200 / 3,internet-use\n`
  );
  for (const language of languages)
    project.edit(fileOf(language), (text) =>
      text.replace('### Judul', `### ${headings[language]} {% states $world-2023 %}`)
    );
  await lockFirst(project);
  const { economies } = smallVintages.use2024;
  const shares = { 2000: 6.72, 2016: 42.9, 2018: 48.6, 2019: 53, 2023: 65.4 };
  const { aggregates } = smallVintage('wb-internet-users', '2025-01', { WLD: shares });
  project.keep({ ...smallVintages.use2024, release: '2025-01', economies, aggregates });
});
afterEach(removeFolders);

const pin = () => project.run<PinReport>(edition, 'pin', 'internet-use=wb-internet-users/2025-01');
const checked = () => project.run<CheckReport>(check);
const lineOf = (language: Language) =>
  project.read(fileOf(language)).split('### ')[0]!.split('\n').length;
const placed = () =>
  languages.map((language) => ({
    kind: 'promise',
    file: fileOf(language),
    line: lineOf(language)
  }));

it('a heading that a release makes false is named in both languages, before all else', async () => {
  const pinned = await pin();
  expect([pinned.exit, pinned.report.broken.length]).toEqual([1, 2]);
  const { exit, report } = await checked();
  expect(exit).toBe(1);
  expect(report.problems.slice(0, 2)).toMatchObject(placed());
  expect(report.problems.map(({ wrong }) => wrong).slice(0, 2)).toEqual(
    languages.map(
      (language) =>
        `“${headings[language]}” in the heading: 65% ($world-2023) is not ${headings[language].toLowerCase()}.`
    )
  );
});

it('a heading stays false when only its promise is changed, and publish refuses it', async () => {
  await pin();
  project.edit(claims, (text) =>
    text.replace('more than two in three,value > 200 / 3', 'more than half,value > 50')
  );
  const { exit, report } = await checked();
  expect([exit, report.problems.slice(0, 2)]).toMatchObject([1, placed()]);
  project = onDisk(project);
  const publishing = publish([`${project.root}-public`, '--json'], project.desk, async (root) => {
    await openValidStory(root);
  });
  expect(await publishing).toBe(1);
  expect(refusedKind(project.desk)).toBe('story-does-not-hold');
});
