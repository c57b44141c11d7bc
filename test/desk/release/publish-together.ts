import type { Desk } from '../../../src/desk/cli/desk-io.ts';
import { releaseEdition, type PublishReport } from '../../../src/desk/release/publish.ts';
import type { storePlace } from '../../../src/desk/store/store-place.ts';
import type { smallRelease } from './small-site.ts';

export interface Publication {
  place: ReturnType<typeof storePlace>;
  edition: Awaited<ReturnType<typeof smallRelease>>;
}

/**
 * Lets desks publish at once: whoever holds the lock waits until another has been refused or holds
 * it too, however slow the machine.
 */
export async function publishTogether(
  publications: Publication[],
  desk: Desk
): Promise<PromiseSettledResult<PublishReport>[]> {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let holding = 0;
  return Promise.allSettled(
    publications.map(({ place, edition }) => {
      const published = place.exclusively('desk publish', desk, async () => {
        if (++holding > 1) answer();
        await answered;
        return releaseEdition(new Map(), place, edition, 2);
      });
      published.catch(answer);
      return published;
    })
  );
}
