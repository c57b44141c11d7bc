import { bin, line, max, range, scaleLinear } from 'd3';
import type { GroupYear } from '../../vintages/compare/compare-vintages.ts';
import { revisionSize, type RevisedValue } from '../../vintages/compare/diff-vintages.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { escapeMarkup } from '../../copy/markup.ts';

const size = { width: 640, height: 240, left: 44, right: 96, top: 14, bottom: 34 } as const;
const [x0, x1] = [size.left, size.width - size.right];
const [y0, y1] = [size.height - size.bottom, size.top];
const barsEachSide = 20;

const fixed = (value: number) => String(Number(value.toFixed(1)));

function svg(title: string, body: string): string {
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeMarkup(title)}"><title>${escapeMarkup(title)}</title>${body}</svg>`;
}

function text(x: number, y: number, anchor: 'start' | 'middle' | 'end', said: string): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${escapeMarkup(said)}</text>`;
}

/** A histogram in points or percent. No bar names its economies (S04, V24). */
export function revisionBars(
  revised: readonly RevisedValue[],
  unit: VintageRecord['unit']
): { from: number; to: number; count: number }[] {
  const moves = revised
    .map((revision) => Math.sign(revision.change) * revisionSize(revision, unit))
    .filter(Number.isFinite);
  const furthest = max(moves, Math.abs) ?? 0;
  if (furthest === 0) return [];
  const width = [0.5, 1, 2, 5, 10, 20].find((step) => furthest / step < barsEachSide) ?? 50;
  const end = Math.ceil(furthest / width) * width;
  return bin()
    .domain([-end, end])
    .thresholds(range(width - end, end, width))(moves)
    .map((bar) => ({ from: bar.x0 ?? -end, to: bar.x1 ?? end, count: bar.length }));
}

export function revisionHistogram(
  revised: readonly RevisedValue[],
  unit: VintageRecord['unit']
): string {
  const bars = revisionBars(revised, unit);
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return '';
  const x = scaleLinear([first.from, last.to], [x0, x1]);
  const y = scaleLinear([0, max(bars, ({ count }) => count) ?? 1], [y0, y1]).nice(4);
  const what = unit === 'percent' ? 'points' : 'percent';
  const ticks = y.ticks(4).filter(Number.isInteger);
  return svg(
    `${revised.length} revised values by how far they moved, in ${what}`,
    [
      ...ticks.map(
        (tick) =>
          `<path class="grid" d="M${x0} ${fixed(y(tick))}H${x1}"/>${text(x0 - 6, y(tick) + 4, 'end', String(tick))}`
      ),
      ...bars
        .filter(({ count }) => count > 0)
        .map(({ from, to, count }) => {
          const [left, right, top] = [x(from) + 0.5, x(to) - 0.5, y(count)];
          return `<rect class="bar" x="${fixed(left)}" y="${fixed(top)}" width="${fixed(right - left)}" height="${fixed(y0 - top)}"><title>${count}: ${from} to ${to} ${what}</title></rect>`;
        }),
      `<path class="zero" d="M${fixed(x(0))} ${y1}V${y0}"/>`,
      ...x
        .ticks(8)
        .map((tick) => text(x(tick), y0 + 16, 'middle', tick > 0 ? `+${tick}` : String(tick))),
      text(x1 + 8, y0 + 16, 'start', what)
    ].join('')
  );
}

/** Two lines, broken where a year is missing; empty without figures. */
export function worldLines(
  world: readonly GroupYear[],
  names: { before: string; after: string },
  unit: VintageRecord['unit']
): string {
  const values = world.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
  const years = world.map(({ year }) => year);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined || values.length === 0) return '';
  const x = scaleLinear([first, Math.max(last, first + 1)], [x0, x1]);
  const y = scaleLinear([0, max(values) ?? 1], [y0, y1]).nice(4);
  const drawn = (side: 'before' | 'after') => {
    const byYear = new Map(world.map((point) => [point.year, point[side]]));
    const whole = range(first, last + 1).map((year) => [year, byYear.get(year)] as const);
    const path = line<(typeof whole)[number]>()
      .defined(([, value]) => value !== undefined)
      .x(([year]) => Number(fixed(x(year))))
      .y(([, value]) => Number(fixed(y(value ?? 0))));
    return `<path class="${side}" d="${path(whole) ?? ''}"/>`;
  };
  const ends = (['before', 'after'] as const).flatMap((side) => {
    const point = world.findLast((candidate) => candidate[side] !== undefined);
    return point ? [{ side, at: x(point.year), height: y(point[side] ?? 0) }] : [];
  });
  // Labels of lines that end close together are moved apart.
  const [one, other] = ends;
  const near =
    one && other && Math.abs(one.height - other.height) < 13 && Math.abs(one.at - other.at) < 60;
  const label = (index: number, height: number) =>
    near ? height + (index === 0 ? 9 : -7) : height + 4;
  const release = (name: string) => name.split('/')[1] ?? name;
  return svg(
    `World: ${names.before} and ${names.after}`,
    [
      ...y
        .ticks(4)
        .map(
          (tick) =>
            `<path class="grid" d="M${x0} ${fixed(y(tick))}H${x1}"/>${text(x0 - 6, y(tick) + 4, 'end', tick.toLocaleString('en', { notation: unit === 'percent' ? 'standard' : 'compact' }))}`
        ),
      drawn('before'),
      drawn('after'),
      ...ends.map(({ side, at, height }, index) =>
        text(at + 6, label(index, height), 'start', release(names[side]))
      ),
      ...x
        .ticks(6)
        .filter(Number.isInteger)
        .map((tick) => text(x(tick), y0 + 16, 'middle', String(tick)))
    ].join('')
  );
}
