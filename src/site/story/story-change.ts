import { classChanges } from '../../charts/choropleth/class-changes.ts';
import { layerOf } from '../../charts/choropleth/geometry/world.ts';
import type { IndicatorId, StoryData } from '../../story/data.ts';
import { lockFile, writeLock } from '../../story/lock.ts';
import { refusal, type Problem } from '../../story/problem.ts';
import { openStory } from './open-story.ts';
import type { PinChoice } from './open-pins.ts';
import { storyFiles, withLock, type StoryFiles } from './story-files.ts';

/** What becomes of the story when one vintage is pinned in place of another. */
export type StoryChange = Awaited<ReturnType<typeof storyChange>>;

/**
 * The maps of the story of which some marks change class, each in the view that it shows
 * afterwards.
 */
function mapChanges(indicator: IndicatorId, before: StoryData, after: StoryData) {
  return after.stops
    .map((stop, at) => ({ ...stop, was: before.stops[at] ?? stop }))
    .filter(({ layer }) => layer === indicator)
    .flatMap(({ step, layer, year, was }) => {
      const view = { layer, year };
      const [then, now] = [layerOf(before, layer), layerOf(after, layer)];
      const marks = classChanges(then, now, { layer, year: was.year }, view);
      return marks.length > 0 ? [{ step, view, marks }] : [];
    });
}

/**
 * Returns what the story says otherwise with `after` pinned in place of `before`, whatever the lock
 * pins for that indicator; every other pin is the lock's. Writes nothing.
 * @throws StoryRefused when there is no lock yet, or the story cannot be opened with one of the
 * two.
 */
export async function storyChange(
  root: string,
  indicator: IndicatorId,
  before: PinChoice,
  after: PinChoice,
  files: StoryFiles = storyFiles(root)
) {
  if (!(await files.read(lockFile))) {
    const remedy = 'run `npm run desk -- edition lock` first';
    throw refusal({
      kind: 'lock',
      file: lockFile,
      found: 'no such file',
      expected: 'an edition to compare with',
      remedy
    });
  }
  const then = await openStory(root, { files, pins: { [indicator]: before } });
  const now = await openStory(root, {
    files: withLock(files, writeLock(then.lock)),
    pins: { [indicator]: after }
  });
  const key = ({ kind, file, wrong }: Problem) => `${kind} ${file} ${wrong}`;
  const known = new Set(then.problems.map(key));
  return {
    indicator,
    claims: now.claims,
    sentences: now.sentences,
    /**
     * What the words promise and the later vintage does not give, claims it has no value for, years
     * that are no longer those of the figures or of the map beside them, and years of steps that it
     * has no figures for; none was so before.
     */
    broken: now.problems.filter(
      (problem) =>
        ['promise', 'no-value', 'year', 'step-year', 'map-year'].includes(problem.kind) &&
        !known.has(key(problem))
    ),
    maps: mapChanges(indicator, then.data, now.data)
  };
}
