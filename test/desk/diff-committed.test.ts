import { beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/desk/review/diff.ts';
import type { DiffReport } from '../../src/desk/review/diff-lines.ts';
import { committedProject } from '../committed-project.ts';
import { emptyProject, type Ran } from './memory-project.ts';

const project = emptyProject();
let ran: Ran<DiffReport>;
beforeAll(async () => {
  for (const [path, bytes] of committedProject) project.write(path, bytes);
  const releases = ['wb-internet-users/2022-05-25', 'wb-internet-users/2024-05-30'];
  ran = await project.run<DiffReport>(diff, ...releases);
});

describe('the World Bank’s release of 2024-05-30 against that of 2022-05-25', () => {
  it('counts how many values of each year were revised', () => {
    const { years } = ran.report.comparison;
    const revised = Object.fromEntries(years.map(({ year, revised }) => [year, revised]));
    expect(revised).toMatchObject({ 2019: 64, 2020: 79, 2021: 0 });
    expect(revised[2016]).toBeGreaterThan(0);
  });

  it('names the texts that change in both languages, and asks for an editor', () => {
    expect(ran.exit).toBe(1);
    const { texts = [], maps = [] } = ran.report.story ?? {};
    const said = (figure: string) => ({
      said: {
        id: expect.stringContaining(`${figure.replace('.', ',')}% [`),
        en: expect.stringContaining(`${figure}% [`)
      }
    });
    expect(texts).toContainEqual(
      expect.objectContaining({
        before: expect.objectContaining(said('43.3')),
        after: expect.objectContaining(said('43.2'))
      })
    );
    expect(maps.find(({ step }) => step === 'world-2018')?.marks).toHaveLength(11);
  });
});
