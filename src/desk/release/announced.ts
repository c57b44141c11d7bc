import { changesPath } from '../../cards/card.ts';
import { languages } from '../../locale/languages.ts';
import { announcedIn } from '../../site/pages/feeds.ts';
import type { ReleasePlace } from './release-place.ts';

/** Returns the corrections and withdrawals that a release announces to partners. */
export async function announcedBy(place: ReleasePlace, id: string): Promise<string[]> {
  const feeds = await Promise.all(
    languages.map((language) => place.read(id, changesPath(language)))
  );
  return feeds.flatMap((feed) => (feed ? announcedIn(new TextDecoder().decode(feed)) : []));
}
