import { expect, it } from 'vitest';
import { acceptRead } from './accept-read.ts';
import { edition } from './edition-verbs.ts';
import type { PinReport } from '../../src/desk/edition/edition-pin.ts';
import { accept } from '../../src/desk/review/accept.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { followUp } from '../../src/desk/review/follow-up.ts';
import { changeSinceLock, type StoryChange } from '../../src/site/story/story-change.ts';
import { languages } from '../../src/locale/languages.ts';
import { committedProject } from '../open-committed.ts';
import { smallVintages } from '../story/small-edition.ts';
import { lockedProject } from './locked-project.ts';

const next = 'wb-internet-users/2025-01';
const pin = `internet-use=${next}`;
const idsOf = ({ texts }: Pick<StoryChange, 'texts'>) => texts.map(({ id }) => id);

it('names the same texts, claims and maps of a new vintage in every command', async () => {
  const project = await lockedProject();
  project.keep({
    ...smallVintages.use2024,
    release: '2025-01',
    aggregates: smallVintages.use2024.aggregates.map((point) =>
      point.value === 48.6 ? { ...point, value: 51.2 } : point
    ),
    economies: smallVintages.use2024.economies.map((point) =>
      point.iso3 === 'PHL' && point.year === 2016 ? { ...point, value: 80 } : point
    )
  });
  const labels = languages.map((language) => `data/copy/${language}/words.desk.json`);
  for (const file of ['data/sources/wb-internet-users.json', ...labels])
    project.write(file, committedProject.get(file)!);
  expect(await accept(['--draft'], project.desk)).toBe(0);
  project.write('before.json', project.read('data/edition.lock.json'));

  const { change } = await changeSinceLock(project.files, {
    pins: { 'internet-use': { source: 'wb-internet-users', release: '2025-01' } }
  });
  const ids = idsOf(change);
  expect(ids).toEqual(['world/world-2018']);
  expect(change.maps.map(({ step }) => step)).toContain('world-2018');
  const claims = change.claims.map(({ id }) => id);

  const tried = (await project.run<CheckReport>(check, '--pin', pin)).report;
  expect([idsOf(tried), tried.claims, tried.maps]).toEqual([ids, change.claims, change.maps]);

  const pinned = (await project.run<PinReport>(edition, 'pin', pin)).report;
  expect([idsOf(pinned), pinned.claims, pinned.maps]).toEqual([ids, change.claims, change.maps]);
  const checked = (await project.run<CheckReport>(check)).report;
  expect([idsOf(checked), checked.claims, checked.maps]).toEqual([ids, change.claims, change.maps]);

  await edition(['lock'], project.desk);
  await acceptRead(project, ids);
  const between = (await project.run<StoryChange>(followUp, 'before.json')).report;
  expect([idsOf(between), between.claims.map(({ id }) => id)]).toEqual([ids, claims]);
  expect((await project.run<CheckReport>(check)).report).toMatchObject({ texts: [], claims: [] });
});
