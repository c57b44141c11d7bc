import { join } from 'node:path';
import { difference } from 'd3';
import { languages } from '../../locale/languages.ts';
import { correctionsFile, readCorrections } from '../../pages/side/correction.ts';
import { correctionsIn } from '../../site/pages/feeds.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import { atStart } from '../../sources/source-error.ts';
import { problemsOf, StoryRefused, unlessRefused, type Problem } from '../../story/problem.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { isRefused, type Desk } from '../cli/desk-io.ts';
import { openPlace } from './open-place.ts';
import type { ReleasePlace } from './release-place.ts';

/** Returns the corrections in the feeds of every release, rolled back ones too. */
async function publishedCorrections(place: ReleasePlace): Promise<string[]> {
  const ids = await place.ids();
  const feeds = await Promise.all(
    ids.flatMap((id) => languages.map((language) => place.read(id, `${language}/corrections.atom`)))
  );
  return feeds.flatMap((feed) => (feed ? correctionsIn(new TextDecoder().decode(feed)) : []));
}

const gone = (id: string, place: string) =>
  problemsOf('gone', correctionsFile, 'V34')(
    atStart,
    `The correction “${id}” is gone, but it was published in ${place}.`,
    'Restore the entry as it was. If it is wrong, add a correction of it.'
  );

/** Corrections that cannot be read lack nothing: they are named elsewhere. */
function missingOf(ids: readonly string[], files: ProjectFiles): string[] {
  const idsNow = unlessRefused(
    () => readCorrections(textIfThere(files, correctionsFile) ?? '[]').map(({ id }) => id),
    () => [...ids]
  );
  return [...difference(ids, idsNow)];
}

/** @throws StoryRefused naming each published correction that the project no longer has. */
export async function refuseGone(place: ReleasePlace, files: ProjectFiles): Promise<void> {
  const missing = missingOf(await publishedCorrections(place), files);
  if (missing.length > 0) throw new StoryRefused(missing.map((id) => gone(id, place.name)));
}

/** Names each correction that was published in build/site and is gone. */
export async function goneProblems(desk: Desk, files: ProjectFiles): Promise<Problem[]> {
  const published = await openPlace(join(desk.root, 'build', 'site'), desk)
    .then(publishedCorrections)
    .catch((error: unknown): string[] => {
      // `publish` did not make what is there, so readers have no corrections of it.
      if (isRefused(error)) return [];
      throw error;
    });
  return missingOf(published, files).map((id) => gone(id, 'build/site'));
}
