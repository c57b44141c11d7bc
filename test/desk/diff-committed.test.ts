import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/desk/review/diff.ts';
import { recordingDesk } from './recording-desk.ts';

const root = join(import.meta.dirname, '../..');
const desk = recordingDesk(root);
const { printed } = desk;
let folder = '';
let code: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terhubung-diff-'));
  code = await diff(
    ['wb-internet-users/2022-05-25', 'wb-internet-users/2024-05-30', '--html', 'report.html'],
    { ...desk, from: folder }
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The lines of a block, by the start of its title. */
function block(title: string): string[] {
  const start = printed.findIndex((line) => line.startsWith(title));
  const length = printed.slice(start).indexOf('');
  return start < 0 ? [] : printed.slice(start + 1, length < 0 ? undefined : start + length);
}

describe('the World Bank’s release of 2024-05-30 against that of 2022-05-25', () => {
  it('names the years that were revised, and how many values in each', () => {
    const years = block('By year').flatMap(
      (line) => /^ {2}(\d{4}) +\S+ +\S+ +(\d+) {2}/.exec(line)?.slice(1, 3) ?? []
    );
    const byYear = Object.fromEntries(
      years.flatMap((year, index) => (index % 2 === 0 ? [[year, Number(years[index + 1])]] : []))
    );
    expect(byYear).toMatchObject({ 2016: expect.any(Number) as number, 2019: 64, 2020: 79 });
    expect(block('By year').some((line) => /^ {2}2021 +\d+ +· +·$/.test(line))).toBe(true);
  });

  it('lists countries by name, never by how far they moved', () => {
    const names = block('By country')
      .slice(1)
      .map((line) => line.slice(2).split(/ {2,}/)[0]!);
    expect(names.length).toBeGreaterThan(150);
    expect(names).toEqual([...names].sort(new Intl.Collator('en').compare));
  });

  it('names the sentences that change in both languages, with their places, and asks for an editor', () => {
    expect(code).toBe(1);
    for (const language of ['id', 'en']) {
      const said = block(`Sentences that change, ${language}`);
      expect(
        said.filter((line) =>
          new RegExp(`^ {2}data/copy/${language}/[a-z]+\\.md:\\d+:\\d+$`).test(line)
        ).length
      ).toBeGreaterThan(0);
    }
    expect(printed.join('\n')).toMatch(/before: .*says 43\.3%\.\n    after:  .*says 43\.2%\./);
    expect(printed.join('\n')).toMatch(
      /Map of 2018 \(step world-2018\): 11 economies in another class/
    );
  });

  it('writes it all as one page', async () => {
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    expect(html).toMatch(/says 43\.2%\./);
    expect(html).toContain('angka itu 43,2%.');
    expect(html).not.toMatch(/<script|<link|(src|href)=|url\(/);
    expect(html).not.toContain(root);
  });
});
