import { expect, it, onTestFinished } from 'vitest';
import { cardHeightsFile, readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { heights } from '../../src/desk/output/heights.ts';
import { lockedProject } from './locked-project.ts';

it('leaves a card that cannot be built without a height, as it says', async () => {
  const project = await lockedProject();
  onTestFinished(project.remove);
  await project.edit(cardHeightsFile, (text) => text.replaceAll('"speed":', '"gone":'));
  const before = await project.read(cardHeightsFile);
  let built = '';
  const fill = async () => {
    built = await project.read(cardHeightsFile);
    throw new Error('no label');
  };
  expect(await heights([], project.desk, fill)).toBe(1);
  expect(project.complained()).toContain('Nothing was written.');
  expect(readHeightTable(built).en.speed).toBeDefined();
  expect(await project.read(cardHeightsFile)).toBe(before);
});
