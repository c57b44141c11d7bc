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

/** A file of an older form says nothing of what was there. */
const idsIn = (text = '[]'): string[] =>
  unlessRefused(
    () => readCorrections(text).map(({ id }) => id),
    () => []
  );

const gone = (id: string, where: string, severity: Problem['severity']) =>
  problemsOf(
    'gone',
    correctionsFile,
    'V34',
    severity
  )(
    atStart,
    `The correction “${id}” is gone, but ${where}.`,
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
  if (missing.length > 0)
    throw new StoryRefused(
      missing.map((id) => gone(id, `it was published in ${place.name}`, 'error'))
    );
}

/**
 * Names each correction that was published in build/site and is gone; warns of one that only the
 * last commit has.
 */
export async function goneProblems(
  desk: Desk,
  files: ProjectFiles,
  committed: string | undefined
): Promise<Problem[]> {
  const published = await openPlace(join(desk.root, 'build', 'site'), desk)
    .then(publishedCorrections)
    .catch((error: unknown): string[] => {
      // `publish` did not make what is there, so readers have no corrections of it.
      if (isRefused(error)) return [];
      throw error;
    });
  return missingOf([...published, ...idsIn(committed)], files).map((id) =>
    published.includes(id)
      ? gone(id, 'it was published in build/site', 'error')
      : gone(id, 'the last commit has it', 'warning')
  );
}
