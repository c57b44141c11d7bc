import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3';
import { expect, it } from 'vitest';
import { readProject } from '../../src/site/story/read-project.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { byRelease, folderOf, listVintages } from '../../src/vintages/vintage.ts';

const folder = join(import.meta.dirname, '../cases/known-answers');
const files = await readProject(join(import.meta.dirname, '../..'));

/**
 * Figures typed from publications, a file for each source. They hold in every kept release that has
 * the place and year, or in those named by `from` and `until`, to the last digit that was printed.
 */
const answers = readdirSync(folder).flatMap((name) =>
  csvParse(readFileSync(join(folder, name), 'utf8')).map(
    ({ iso3 = '', year = '', value = '', from = '', until = '', publisher = '', title = '' }) => {
      const source = name.replace('.csv', '');
      const says = `${source}: ${iso3} ${year} is ${value} (${publisher}, ${title})`;
      return { source, iso3, year: Number(year), value, from, until, says };
    }
  )
);

it.each(answers.map((answer) => [answer.says, answer] as const))('%s', (_, answer) => {
  const { source, iso3, year, value, from, until } = answer;
  const digits = value.split('.')[1]?.length ?? 0;
  const found = listVintages(files, source)
    .filter((release) => from === '' || byRelease(release, from) >= 0)
    .filter((release) => until === '' || byRelease(release, until) <= 0)
    .flatMap((release) => {
      const { economies, aggregates } = openVintage(files, folderOf({ source, release }));
      const one = [...economies, ...aggregates].find((at) => at.iso3 === iso3 && at.year === year);
      return one ? [`${release}: ${one.value.toFixed(digits)}`] : [];
    });
  expect(found).not.toEqual([]);
  expect(found.filter((shown) => !shown.endsWith(`: ${value}`))).toEqual([]);
});
