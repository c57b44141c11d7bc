import { speak, type Words } from '../../copy/words.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { MapLayer, StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { element, textLine } from '../drawing/element.ts';
import type { MeasureText } from '../drawing/face.ts';
import {
  boldLabel,
  posterMargin,
  posterPen,
  posterFontSize,
  posterWidth,
  baselineOffset,
  type PosterPicture
} from '../drawing/poster.ts';
import type { Block } from '../drawing/text-block.ts';
import { classGroups, fillClasses } from './class-groups.ts';
import { worldPhrase } from './describe.ts';
import {
  choroplethFrame,
  classLevels,
  classLimits,
  type ClassLevel,
  type MapFrame,
  type MapMark
} from './frame.ts';
import { choroplethRecord } from './record.ts';
import { layerOf, newestView, worldGeometry } from './geometry/world.ts';

/** The two dark classes have light edges (V21). */
const edgeOf = (level: ClassLevel | null) =>
  level !== null && level > 2 ? colours.paper : colours['map-edge'];

/** Line widths and dot sizes in units of the poster. */
const pen = { edge: 0.9, dot: 10, ring: 2.5, dashes: 1.6 } as const;
/** In units of the poster. */
const tileScale = 1.7;
const round = (value: number) => Number(value.toFixed(3));

/** An SVG pattern for no data (V15). */
function hatching(id: string, patternTransform: string): string {
  return element(
    'pattern',
    { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform },
    element('rect', { width: 5, height: 5, fill: colours.paper }) +
      element('path', { d: 'M0 0V5', stroke: colours['missing-line'], 'stroke-width': 2 })
  );
}
/** `scale` units of the drawing are one unit of the poster. */
const scaledHatching = (prefix: string, scale: number) =>
  hatching(`${prefix}gaps`, `scale(${round(tileScale * scale)}) rotate(45)`);

const fillOf = (level: MapMark['level'], prefix: string): string =>
  level === null ? `url(#${prefix}gaps)` : colours[`c${level}`];

/** A place too small to draw: a ring, paper, and a core where there is data. */
function dotOf(x: number, y: number, level: MapMark['level'], unit: number): string {
  const disc = (width: number, fill: string) =>
    element('circle', { cx: x, cy: y, r: (width / 2) * unit, fill });
  const core = level === null ? '' : disc(pen.dot, colours[`c${level}`]);
  return disc(pen.dot + pen.ring, colours['map-edge']) + disc(pen.dot, colours.paper) + core;
}

/** Margin at both sides in units of the poster: the last islands lie at the ends of the map. */
const mapRoom = 24;

/** Draws the world into the margins of the poster. */
export function posterMap(data: StoryData, frame: MapFrame): { height: number; markup: string } {
  const { width, height, shapes, dots, inset, dashed } = worldGeometry(data);
  const scale = (posterWidth - 2 * mapRoom) / width;
  const unit = 1 / scale;
  const marks = new Map(frame.marks.map((mark) => [mark.iso3, mark]));
  // One group per class. Strokes lie below the fill, half visible: a thin island keeps its width.
  const drawn = classGroups(shapes, fillClasses(frame), []).map(([, alike]) => {
    const level = marks.get(alike[0]!.iso3)?.level ?? null;
    return element(
      'g',
      { fill: fillOf(level, 'map-'), stroke: edgeOf(level) },
      alike.map(({ d }) => element('path', { d })).join('')
    );
  });
  const lines = {
    'stroke-width': round(2 * pen.edge * unit),
    'stroke-linejoin': 'round',
    'paint-order': 'stroke'
  };
  const dashes = element('path', {
    d: dashed,
    fill: 'none',
    stroke: colours.ink,
    'stroke-width': round(pen.dashes * unit),
    'stroke-dasharray': [3.6, 2.8].map((length) => round(length * unit)).join(' ')
  });
  const apart = element('path', {
    d: inset,
    fill: 'none',
    stroke: colours.line,
    'stroke-width': round(unit)
  });
  const small = dots.flatMap(({ iso3, x, y }) => {
    const mark = marks.get(iso3);
    return mark ? [dotOf(x, y, mark.level, unit)] : [];
  });
  return {
    height: height * scale,
    markup: [
      element('defs', {}, scaledHatching('map-', unit) + scaledHatching('key-', 1)),
      element(
        'g',
        { transform: `translate(${mapRoom - posterMargin} 0) scale(${scale.toFixed(5)})` },
        element('g', lines, drawn.join('')) + dashes + apart + small.join('')
      )
    ].join('')
  };
}

/** With `measure`, text is held to its width. */
interface KeySetting {
  size: number;
  measure?: MeasureText;
}

/** Draws the class boxes with their limits; `inside` draws from a box's upper left corner. */
export function classBoxes(
  { width, height }: { width: number; height: number },
  label: KeySetting,
  inside: (level: ClassLevel, x: number, y: number) => string = () => ''
): Block {
  const drop = (label.size * 4) / 3;
  const box = (level: ClassLevel, top: number) => {
    const place = { x: level * width, y: top, width, height };
    const look = { fill: colours[`c${level}`], stroke: colours['map-edge'], 'stroke-width': 1.5 };
    return element('rect', { ...place, ...look }) + inside(level, place.x, top);
  };
  const limitOf = (limit: number, index: number, top: number) => {
    const place = index === 0 ? { x: 0 } : { x: index * width, anchor: 'middle' as const };
    const text = index === classLimits.length - 1 ? `${limit}%` : String(limit);
    return textLine(text, {
      ...label,
      ...place,
      y: top + height + drop,
      face: 'sans',
      fill: colours['ink-soft']
    });
  };
  return {
    height: height + drop,
    draw: (top) =>
      [
        ...classLevels.map((level) => box(level, top)),
        ...classLimits.map((limit, index) => limitOf(limit, index, top))
      ].join('')
  };
}

function classesKey(frame: MapFrame, top: number, words: Words, measure: MeasureText): string {
  const box = { width: 116, height: 40 } as const;
  const label = { size: posterFontSize, measure } as const;
  const boxes = classBoxes(box, label, (level, x, y) =>
    textLine(formatNumber(frame.counts.levels[level], words.language), {
      ...label,
      x: x + box.width / 2,
      y: y + box.height / 2 + baselineOffset,
      face: 'sans-bold',
      fill: level > 2 ? colours.paper : colours.ink,
      anchor: 'middle'
    })
  );
  const beside = classLevels.length * box.width + 44;
  const counts = posterPen(measure).softBlock(speak(words, 'poster.map.counts'), { x: beside });
  return boxes.draw(top) + counts.draw(top + 4);
}

/** Legend of missing and older data with counts (V15, V16); `dots` adds a small place's sample. */
export function marksKey(
  { counts }: MapFrame,
  words: Words,
  label: KeySetting,
  { dots }: { dots: boolean }
): Block {
  const { size } = label;
  const swatch = { width: (size * 5) / 3, height: size };
  const step = size * 1.5;
  const count = (key: 'missing' | 'older', x: number, top: number) =>
    textLine(`${speak(words, `map.legend.${key}`)} ${formatNumber(counts[key], words.language)}`, {
      ...label,
      x,
      y: top + swatch.height / 2 + size * 0.34,
      face: 'sans',
      fill: colours.ink
    });
  return {
    height: step + swatch.height,
    draw: (top) =>
      [
        element('rect', {
          x: 1,
          y: top,
          ...swatch,
          fill: fillOf(null, 'key-'),
          stroke: colours['map-edge'],
          'stroke-width': 1.5
        }),
        dots ? dotOf(swatch.width + 22, top + swatch.height / 2, null, 1.3) : '',
        count('missing', swatch.width + (dots ? 44 : 18), top),
        count('older', 0, top + step)
      ].join('')
  };
}

/** The newest year that most economies have, with class counts and the map's limits (S05). */
export function choroplethPoster(
  layer: MapLayer,
  data: StoryData,
  words: Words,
  measure: MeasureText
): PosterPicture {
  const series = layerOf(data, layer);
  const view = newestView(data, layer);
  const frame = choroplethFrame(series, view);
  const { height, markup } = posterMap(data, frame);
  const year = String(frame.view.year);
  const record = choroplethRecord(series, view, words);
  const beside = record.large[0]?.beside;

  const pen = posterPen(measure);
  const world = worldPhrase(frame, words);
  const unitTop = height + (world ? 44 + posterFontSize * 1.6 : 44);
  const unit = pen.boldBlock(speak(words, `map.unit.${layer}`));
  const classesTop = unitTop + unit.height + 22;
  const keyTop = classesTop + 40 + 62;
  const key = marksKey(frame, words, { size: posterFontSize, measure }, { dots: true });
  const besideTop = keyTop + key.height + 30;
  const named = beside ? pen.boldBlock(beside) : undefined;
  return {
    height: named ? besideTop + named.height : keyTop + key.height,
    markup: [
      markup,
      world ? pen.bold(world, { x: 0, y: height + posterFontSize * 1.3 }) : '',
      textLine(year, { ...boldLabel, size: 84, x: 0, y: height - 8, measure }),
      unit.draw(unitTop),
      classesKey(frame, classesTop, words, measure),
      key.draw(keyTop),
      named?.draw(besideTop) ?? ''
    ].join(''),
    accent: colours.c4
  };
}
