import { expect } from 'vitest';
import {
  openPublished,
  releaseFaults,
  type ReleasePlace
} from '../../src/desk/release/release-place.ts';
import { seeded, long } from '../slice.ts';
import { runBundled } from './bundled-desk.ts';
import { runDesk } from './killed-desk.ts';

export const kills = Number(process.env['TERHUBUNG_KILLS'] ?? (long ? 200 : 1));

export async function expectWhole(place: ReleasePlace) {
  const published = await openPublished(place);
  const { releases } = published;
  for (const release of releases) expect(await releaseFaults(place, release, releases)).toEqual([]);
  return published;
}

interface KilledPlace {
  bundle: string;
  root: string;
  address: string;
  place: ReleasePlace;
  /** Returns what a reader is sent; undefined for a missing file. */
  load: (path: string) => Promise<string | undefined>;
}

/**
 * Kills publish (with its removals) and rollback at random moments, while eight readers load two
 * pages and their scripts. After each kill, the next desk finishes.
 */
export async function expectReadersKept(given: KilledPlace) {
  const { bundle, root, address, place, load } = given;
  const random = seeded(1);
  const publishing = (word: string) => ['publish', address, word, '--keep', '2'];
  const first = await runBundled(bundle, root, publishing('word0'));
  expect(first.code, first.said).toBe(0);
  const faults: string[] = [];
  let reading = true;
  let loads = 0;
  const read = async () => {
    while (reading) {
      const pages = await Promise.all([load('index.html'), load('pages/7/index.html')]);
      const words = pages.map((page = '') => page.split('\n')[0]!);
      // Of two pages, one may be of the release before. Its script is still there.
      for (const word of words)
        if (!/^word\d+$/.test(word) || (await load(`assets/story-${word}.js`)) !== word)
          faults.push(`${words.join(' ')}: no script of ${word}`);
      loads += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const readers = Array.from({ length: 8 }, read);
  let ended = 0;
  let killed = 0;
  const spans = { publish: first.took, rollback: first.took };
  try {
    for (let round = 1; round - ended <= kills && round <= 10 * kills; round++) {
      const verb = round % 4 === 3 ? 'rollback' : 'publish';
      const command = verb === 'publish' ? publishing(`word${round}`) : [verb, address];
      const run = await runBundled(bundle, root, command, random() * spans[verb]);
      if (run.code !== null) {
        ended += 1;
        spans[verb] = Math.min(spans[verb], run.took);
      }
      killed = round - ended;
      await expectWhole(place);
      expect(await runDesk(root, publishing(`word${round}`))).toBe(0);
      const { releases } = await expectWhole(place);
      expect(releases.length).toBeLessThan(4);
    }
  } finally {
    reading = false;
  }
  await Promise.all(readers);
  process.stdout.write(
    `${address}: ${killed} runs killed, ${loads} loads of two pages with their scripts\n`
  );
  expect(faults).toEqual([]);
  expect(loads).toBeGreaterThan(0);
  expect(killed).toBeGreaterThan(0);
}
