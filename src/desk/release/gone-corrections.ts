import { difference } from 'd3';
import { languages } from '../../locale/languages.ts';
import { correctionsFile, readCorrections } from '../../pages/side/correction.ts';
import { correctionsIn } from '../../site/pages/feeds.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import { atStart } from '../../sources/source-error.ts';
import { problemsOf, StoryRefused } from '../../story/problem.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import type { ReleasePlace } from './release-place.ts';

/** @throws StoryRefused naming each correction of any release that the project no longer has. */
export async function refuseGone(place: ReleasePlace, files: ProjectFiles): Promise<void> {
  // Of releases that were rolled back too.
  const ids = await place.ids();
  const feeds = await Promise.all(
    ids.flatMap((id) => languages.map((language) => place.read(id, `${language}/corrections.atom`)))
  );
  const published = feeds.flatMap((feed) =>
    feed ? correctionsIn(new TextDecoder().decode(feed)) : []
  );
  const now = readCorrections(textIfThere(files, correctionsFile) ?? '[]').map(({ id }) => id);
  const gone = [...difference(published, now)].map((id) =>
    problemsOf('gone', correctionsFile, 'V34')(
      atStart,
      `The correction “${id}” is gone, but it was published in ${place.name}.`,
      'Restore the entry as it was. If it is wrong, add a correction of it.'
    )
  );
  if (gone.length > 0) throw new StoryRefused(gone);
}
