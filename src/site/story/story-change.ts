import { classChanges } from '../../charts/choropleth/class-changes.ts';
import { layerOf } from '../../charts/choropleth/geometry/world.ts';
import type { IndicatorId, StoryData } from '../../story/data.ts';
import { lockFile, writeLock } from '../../story/lock.ts';
import { refusal, type Problem } from '../../story/problem.ts';
import { withFiles, type ProjectFiles } from '../../vintages/project-files.ts';
import { openStory } from './open-story.ts';
import type { PinChoice } from './open-pins.ts';

export type StoryChange = ReturnType<typeof storyChange>;

/** Maps with marks that change class, in the view that they show afterwards. */
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
 * Pins `after` in place of `before`, whatever the lock pins.
 * @throws StoryRefused when there is no lock, or a vintage cannot be opened.
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
    /** Only what was not broken before. */
    broken: now.problems.filter(
      (problem) =>
        ['promise', 'no-value', 'year', 'step-year', 'map-year'].includes(problem.kind) &&
        !known.has(key(problem))
    ),
    maps: mapChanges(indicator, then.data, now.data)
  };
}
