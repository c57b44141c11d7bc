import { difference } from 'd3';
import { changesPath } from '#cards/card.ts';
import { languages } from '#locale/languages.ts';
import { announcedIn } from '#site/pages/feeds.ts';
import { correctionsFile, readCorrections } from '#pages/side/correction.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { atStart } from '#sources/source-error.ts';
import { problemsOf, refuseAny } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import type { ReleasePlace } from './release-place.ts';
import { say } from '#locale/say.ts';

export async function announcedBy(place: ReleasePlace, id: string) {
  const feeds = await Promise.all(
    languages.map((language) => place.read(id, changesPath(language)))
  );
  return feeds.flatMap((feed) => (feed ? announcedIn(new TextDecoder().decode(feed)) : []));
}

export const announcedName = (announced: string) => {
  const [what, ...id] = announced.split(' ');
  return what === 'correction' ? say`correction ${id.join(' ')}` : say`withdrawal ${id.join(' ')}`;
};

/** @throws StoryRefused naming each correction of any release that the project no longer has. */
export async function refuseGone(place: ReleasePlace, files: ProjectFiles) {
  // Of releases that were rolled back too.
  const ids = await place.ids();
  const published = await Promise.all(ids.map((id) => announcedBy(place, id)));
  const corrections = published.flat().flatMap((one) => /^correction (.*)/.exec(one)?.[1] ?? []);
  const now = readCorrections(textIfThere(files, correctionsFile) ?? '[]').map(({ id }) => id);
  const gone = [...difference(corrections, now)].map((id) =>
    problemsOf('gone', correctionsFile, 'V34')(
      atStart,
      say`The correction “${id}” is gone, but it was published in ${place.name}.`,
      say`Restore the entry as it was. If it is wrong, add a correction of it.`
    )
  );
  refuseAny(gone);
}
