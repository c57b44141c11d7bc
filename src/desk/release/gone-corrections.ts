import { join } from 'node:path';
import { difference } from 'd3';
import { languages } from '../../locale/languages.ts';
import { correctionsFile, readCorrections } from '../../pages/side/correction.ts';
import { correctionsIn } from '../../site/pages/feeds.ts';
import { storyFiles, textIfThere } from '../../site/story/story-files.ts';
import { atStart } from '../../sources/source-error.ts';
import { problemsOf, StoryRefused, unlessRefused, type Problem } from '../../story/problem.ts';
import { isRefused, type Desk } from '../cli/desk-io.ts';
import { textIn } from '../edition/read-edition.ts';
import { openPlace } from './open-place.ts';
import type { ReleasePlace } from './release-place.ts';

/**
 * Returns the corrections in the feeds of any release, a rolled back one too, of which readers were
 * told nothing; none where nothing was published.
 */
async function publishedCorrections(place: ReleasePlace): Promise<string[]> {
  const ids = await place.ids();
  const feeds = await Promise.all(
    ids.flatMap((id) => languages.map((language) => place.read(id, `${language}/corrections.atom`)))
  );
  return feeds.flatMap((feed) => (feed ? correctionsIn(new TextDecoder().decode(feed)) : []));
}

/**
 * Returns the ids of the corrections of the last commit; none where git knows of none, or what it
 * has cannot be read.
 */
async function committedCorrections(root: string): Promise<string[]> {
  const text = await textIn('HEAD', correctionsFile, root);
  try {
    return readCorrections(text ?? '[]').map(({ id }) => id);
  } catch {
    // A file of an older form: then nothing is known of what was there.
    return [];
  }
}

const gone = (id: string, where: string, severity: Problem['severity']) =>
  problemsOf('gone', correctionsFile, 'V34', severity)(
    atStart,
    `no “${id}”, a correction that ${where}`,
    'every correction that readers were ever told',
    'put the entry back as it was; what is wrong in it is put right by a correction of its own'
  );

/**
 * The ids that are not in the project's corrections; none where they cannot be read, which is named
 * elsewhere.
 */
async function missingOf(ids: readonly string[], root: string): Promise<string[]> {
  const idsNow = async () =>
    readCorrections((await textIfThere(storyFiles(root), correctionsFile)) ?? '[]').map(
      ({ id }) => id
    );
  return [...difference(ids, await unlessRefused(idsNow, () => [...ids]))];
}

/**
 * Refuses to take a correction from readers.
 * @throws StoryRefused naming each that readers of a place were told and the project has no longer.
 */
export async function refuseGone(place: ReleasePlace, root: string): Promise<void> {
  const missing = await missingOf(await publishedCorrections(place), root);
  if (missing.length > 0)
    throw new StoryRefused(
      missing.map((id) => gone(id, `readers of ${place.name} were told`, 'error'))
    );
}

/**
 * Names each correction that readers of build/site were told and the project lost; one of the last
 * commit alone is for judgement.
 */
export async function goneProblems(desk: Desk): Promise<Problem[]> {
  const published = await openPlace(join(desk.root, 'build', 'site'), desk)
    .then(publishedCorrections)
    .catch((error: unknown): string[] => {
      // What is there was not made by `publish`, so it holds no corrections that readers have.
      if (isRefused(error)) return [];
      throw error;
    });
  const missing = await missingOf(
    [...published, ...(await committedCorrections(desk.root))],
    desk.root
  );
  return missing.map((id) =>
    published.includes(id)
      ? gone(id, 'readers of build/site were told', 'error')
      : gone(id, 'the last commit has', 'warning')
  );
}
