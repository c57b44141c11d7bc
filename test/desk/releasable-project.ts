import { expect } from 'vitest';
import { accept } from '../../src/desk/review/accept.ts';
import { readTexts, textsFile } from '../../src/story/texts-lock.ts';
import { newsroomFile, newsroomStatements } from '../../src/pages/newsroom.ts';
import { linksFile, type Link } from '../../src/story/ledgers/links.ts';
import { reviews, type Signoff } from '../../src/story/ledgers/signoffs.ts';
import { folderOf } from '../../src/vintages/vintage.ts';
import { smallParts, smallVintages } from '../story/small-edition.ts';
import { helpEntry, helpOf } from './help-entry.ts';
import { acceptRead } from './accept-read.ts';
import { lockFirst } from './locked-project.ts';
import { copiesOf, type SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

export const allSigned: Signoff[] = reviews.map(({ role }) => ({
  role,
  name: 'Made Up',
  organisation: 'Nowhere',
  date: '2026-01-02',
  scope: 'edition',
  edition: '2026-01-02'
}));

export const openedLink: Link = {
  url: 'https://www.iwf.org.uk/news/our-2015-annual-report',
  opened: '2026-01-02',
  copy: 'https://archive.example/iwf'
};

export const allStated = {
  ...Object.fromEntries(
    newsroomStatements.map((field) => [field, { id: 'Dinyatakan.', en: 'Stated.' }])
  ),
  review_by: '2026-01-02'
};

async function makeReleasable(): Promise<SmallProject> {
  const project = await smallProject();
  const parts = smallParts();
  const unused = folderOf({ ...smallVintages.use2024, release: '2024-12' });
  for (const name of project.names(unused)) project.delete(`${unused}/${name}`);
  for (const { source, title, publisher, indicatorCode, unit, licence, credit } of [
    ...Object.values(parts.pins),
    ...parts.kept
  ]) {
    const declared = {
      id: source,
      title,
      publisher,
      address: 'https://example.org',
      licence,
      credit,
      indicator: 'x',
      indicatorCode,
      unit
    };
    const rest = { layout: 'owid-grapher', columns: ['x'], cadence: 'yearly', notes: [] };
    project.write(`data/sources/${source}.json`, JSON.stringify({ ...declared, ...rest }));
  }
  await lockFirst(project);
  project.write('data/signoffs.json', JSON.stringify(allSigned));
  project.write(linksFile, JSON.stringify([openedLink]));
  project.write(
    'data/care/helplines.json',
    helpOf(helpEntry('one', '2025-12-01'), helpEntry('two', '2026-01-02'))
  );
  project.write(newsroomFile, JSON.stringify(allStated));
  expect(await accept(['--draft'], project.desk)).toBe(0);
  await acceptRead(project, Object.keys(readTexts(project.read(textsFile)).texts));
  return project;
}

export const releasableProject = copiesOf(makeReleasable);
