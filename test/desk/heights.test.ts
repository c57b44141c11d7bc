import { afterEach, expect, it } from 'vitest';
import { cardHeightsFile, readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { addLanguages, numberWords } from '../../src/locale/languages.ts';
import { partHeightsFile } from '../../src/pages/story/part-heights.ts';
import { heights, type MeasureSite } from '../../src/desk/output/heights.ts';
import { lockedProject } from './locked-project.ts';
import { onDisk, removeFolders } from './memory-project.ts';
import { wording } from './wording.ts';

afterEach(async () => {
  addLanguages([]);
  await removeFolders();
});

it('leaves the table as it was when the edition cannot be built', async () => {
  const project = onDisk(await lockedProject());
  project.edit(cardHeightsFile, (text) => text.replaceAll('"speed":', '"gone":'));
  const before = project.read(cardHeightsFile);
  let built = '';
  const fill = async () => {
    built = project.read(cardHeightsFile);
    throw new Error('no label');
  };
  expect(await heights([], project.desk, fill)).toBe(1);
  expect(wording(project.desk)).toMatchSnapshot();
  expect(readHeightTable(built).en.speed).toBeDefined();
  expect(project.read(cardHeightsFile)).toBe(before);
});

it('measures an added language, and keeps that of a draft', async () => {
  const project = onDisk(await lockedProject());
  project.edit(partHeightsFile, (text) => text.replace('{', '{ "fil": {},'));
  const fill = () =>
    Promise.resolve(
      addLanguages([{ tag: 'ms', name: '', country: 'MYS', numbers: numberWords.id }])
    );
  const measure: MeasureSite = (_, { cards, parts }) =>
    Promise.resolve({ cards, parts: { ...parts, ms: {} } });
  expect(await heights([], project.desk, fill, measure)).toBe(0);
  expect(JSON.parse(project.read(partHeightsFile))).toMatchObject({ fil: {}, ms: {} });
});

it('writes a new height', async () => {
  const project = onDisk(await lockedProject());
  const measure: MeasureSite = (_, { cards, parts }) =>
    Promise.resolve({ cards, parts: { ...parts, en: { ...parts.en, new: { 360: 195 } } } });
  expect(await heights([], project.desk, () => Promise.resolve(), measure)).toBe(0);
  expect(wording(project.desk)).toMatchSnapshot();
  expect(project.read(partHeightsFile)).toContain('"360": 195');
  project.forget();
  expect(await heights(['words'], project.desk)).toBe(2);
  expect(wording(project.desk)).toMatchSnapshot();
});
