import { classChanges } from '../../charts/choropleth/class-changes.ts';
import { layerOf } from '../../charts/choropleth/geometry/world.ts';
import type { IndicatorId, StoryData } from '../../story/data.ts';
import { lockFile, writeLock } from '../../story/lock.ts';
import { refusal, type Problem } from '../../story/problem.ts';
import { withFiles, type ProjectFiles } from '../../vintages/project-files.ts';
import { openStory } from './open-story.ts';
import type { PinChoice } from './open-pins.ts';

/** What becomes of the story when one vintage is pinned in place of another. */
export type StoryChange = ReturnType<typeof storyChange>;

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
 * pins for that indicator.
 * @throws StoryRefused when there is no lock yet, or the story cannot be opened with one of them.
 */
export function storyChange(
  files: ProjectFiles,
  indicator: IndicatorId,
  before: PinChoice,
  after: PinChoice
) {
  if (!files.has(lockFile))
    throw refusal({
      kind: 'nothing-locked',
      file: lockFile,
      wrong: 'Nothing is locked yet.',
      fix: 'Run `npm run desk -- edition lock` first.'
    });
  const then = openStory(files, { pins: { [indicator]: before } });
  const now = openStory(withFiles(files, { [lockFile]: writeLock(then.lock) }), {
    pins: { [indicator]: after }
  });
  const key = ({ kind, file, wrong }: Problem) => `${kind} ${file} ${wrong}`;
  const known = new Set(then.problems.map(key));
  return {
    indicator,
    claims: now.claims,
    sentences: now.sentences,
    /** Broken promises, claims without a value and years without figures that are new. */
    broken: now.problems.filter(
      (problem) =>
        ['promise', 'no-value', 'year', 'step-year', 'map-year'].includes(problem.kind) &&
        !known.has(key(problem))
    ),
    maps: mapChanges(indicator, then.data, now.data)
  };
}
