import { classChanges } from '../../charts/choropleth/class-changes.ts';
import { layerOf } from '../../charts/choropleth/geometry/world.ts';
import type { IndicatorId, StoryData } from '../../story/data.ts';

export interface MapChange {
  step: string;
  view: { layer: IndicatorId; year: number };
  marks: ReturnType<typeof classChanges>;
}

/** Returns maps with marks that change class, in the view that they show afterwards. */
export function mapChanges(before: StoryData, after: StoryData): MapChange[] {
  return after.stops.flatMap(({ step, layer, year }, at) => {
    const was = before.stops[at]?.year ?? year;
    const view = { layer, year };
    const [then, now] = [layerOf(before, layer), layerOf(after, layer)];
    const marks = classChanges(then, now, { layer, year: was }, view);
    return marks.length > 0 ? [{ step, view, marks }] : [];
  });
}
