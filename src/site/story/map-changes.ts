import { layerOf } from '#charts/choropleth/geometry/world.ts';
import type { IndicatorId, StoryData } from '#story/data.ts';
import {
  choroplethFrame,
  type ClassLevel,
  type MapSeries,
  type MapView
} from '#charts/choropleth/frame.ts';

export function classChanges(before: MapSeries, after: MapSeries, view: MapView, viewAfter = view) {
  const levels = (series: MapSeries, view: MapView) => {
    const newest = series.years.at(-1) ?? view.year - 1;
    if (view.year > newest) return new Map<string, ClassLevel | null>();
    return new Map(choroplethFrame(series, view).marks.map(({ iso3, level }) => [iso3, level]));
  };
  const [then, now] = [levels(before, view), levels(after, viewAfter)];
  return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((iso3) => {
    const change = { iso3, before: then.get(iso3) ?? null, after: now.get(iso3) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

export interface MapChange {
  step: string;
  view: { layer: IndicatorId; year: number };
  marks: ReturnType<typeof classChanges>;
}

export function mapChanges(before: StoryData, after: StoryData): MapChange[] {
  return after.stops.flatMap(({ step, layer, year }, at) => {
    const was = before.stops[at]?.year ?? year;
    const view = { layer, year };
    const [then, now] = [layerOf(before, layer), layerOf(after, layer)];
    const marks = classChanges(then, now, { layer, year: was }, view);
    return marks.length > 0 ? [{ step, view, marks }] : [];
  });
}
