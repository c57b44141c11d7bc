import { speak, type Words } from '#copy/words.ts';
import { formatNumber } from '#locale/numbers.ts';
import type { MapLayer, StoryData } from '#story/data.ts';
import { colours, element, textLine, labelSize } from '../drawing/element.ts';
import type { MeasureText } from '../drawing/face.ts';
import type { Drawing, DrawParts, Part } from '../drawing/parts.ts';
import { boldLabel } from '../drawing/poster.ts';
import { worldPhrase } from './describe.ts';
import { drawWorld, hatching } from './draw-world.ts';
import {
  choroplethFrame,
  classLevels,
  classLimits,
  type ClassLevel,
  type MapFrame
} from './frame.ts';
import { layerOf, newestView, worldGeometry } from './geometry/world.ts';
import { choroplethRecord } from './record.ts';

/** As in marks.css, with widths in units of the world: resvg has no others. */
const styles = [
  `.map-paper{fill:${colours.paper}}.map-hatch{stroke:${colours['missing-line']};stroke-width:2}`,
  `.map-s{fill:url(#map-gaps);stroke:${colours['map-edge']};stroke-width:2.7;stroke-linejoin:round;paint-order:stroke}`,
  `.map-e,.map-p,.map-f{fill:none;stroke-linecap:round;stroke-width:14.8}`,
  `.map-e{stroke:${colours['map-edge']};stroke-width:18.4}.map-p{stroke:${colours.paper}}`,
  `.map-dashes{fill:none;stroke:${colours.ink};stroke-width:2.4;stroke-dasharray:5.3 4.1}`,
  `.map-inset{fill:none;stroke:${colours.line};stroke-width:1.5}`,
  ...classLevels.map((level) => {
    const colour = colours[`k${level}`];
    // The three dark classes have light edges (V21).
    const edge = level > 2 ? `;stroke:${colours.paper}` : '';
    return `.map-s.k${level}{fill:${colour}${edge}}.map-f.k${level}{stroke:${colour}}`;
  })
].join('');

export function pictureMap(data: StoryData, frame: MapFrame): Drawing {
  const world = worldGeometry(data);
  const marks = drawWorld('map', world, frame, layerOf(data, frame.view.layer), {
    markId: () => undefined
  });
  return {
    width: world.width,
    height: world.height,
    markup: element('style', {}, styles) + element('defs', {}, hatching('map-gaps', 2.5)) + marks
  };
}

const box = { width: 54, height: 20 } as const;

/** The classes with their limits; `counts` prints the countries of each. */
function classKey(frame: MapFrame, words: Words, measure: MeasureText, counts: boolean) {
  const middle = { size: labelSize, measure, anchor: 'middle' } as const;
  const inside = (level: ClassLevel) =>
    textLine(formatNumber(frame.counts.levels[level], words.language), {
      ...middle,
      x: (level + 0.5) * box.width,
      y: box.height / 2 + 4.5,
      face: 'sans-bold',
      fill: level > 3 ? colours.paper : colours.ink
    });
  return {
    width: classLevels.length * box.width,
    height: box.height + 16,
    markup: [
      ...classLevels.map(
        (level) =>
          element('rect', {
            ...box,
            x: level * box.width,
            fill: colours[`k${level}`],
            stroke: colours['map-edge'],
            'stroke-width': 0.8
          }) + (counts ? inside(level) : '')
      ),
      ...classLimits.map((limit, at) =>
        textLine(limit === 100 ? `${limit}%` : String(limit), {
          ...middle,
          anchor: at === 0 ? 'start' : 'middle',
          x: at * box.width,
          y: box.height + 16,
          face: 'sans',
          fill: colours['ink-soft']
        })
      )
    ].join('')
  };
}

const missingSample =
  element('defs', {}, hatching('key-gaps', 0.9)) +
  element('path', {
    d: 'M.5 1.5h16v12H.5z',
    fill: 'url(#key-gaps)',
    stroke: colours['map-edge'],
    'stroke-width': 0.8
  }) +
  element('circle', {
    cx: 24,
    cy: 7.5,
    r: 4,
    fill: colours.paper,
    stroke: colours['map-edge'],
    'stroke-width': 0.8
  });

/** The legend, with the counts of missing and older data (V15, V16). */
export function keyParts(
  frame: MapFrame,
  words: Words,
  measure: MeasureText,
  { counts }: { counts: boolean }
): Part[] {
  const counted = (key: 'missing' | 'older') =>
    `${speak(words, `map.legend.${key}`)} ${formatNumber(frame.counts[key], words.language)}`;
  return [
    { drawing: classKey(frame, words, measure, counts) },
    ...(counts ? [{ text: speak(words, 'poster.map.counts'), look: 'hint' } as const] : []),
    { text: counted('missing'), look: 'hint', sample: missingSample },
    { text: counted('older'), look: 'hint' }
  ];
}

const bleed = 21;

/** The newest year that most economies have, with class counts (S05). */
export const drawPoster =
  (layer: MapLayer): DrawParts =>
  (data, words, { width, measure }) => {
    const series = layerOf(data, layer);
    const view = newestView(data, layer);
    const frame = choroplethFrame(series, view);
    const map = pictureMap(data, frame);
    const scale = (width + 2 * bleed) / map.width;
    const height = map.height * scale;
    const transform = `translate(${-bleed} 0) scale(${scale.toFixed(5)})`;
    const year = { ...boldLabel, size: 45, x: 0, y: height - 4, measure };
    const markup = element('g', { transform }, map.markup) + textLine(String(view.year), year);
    const heading = (text: string | undefined): Part[] => (text ? [{ text, look: 'heading' }] : []);
    const gap: Part = { drawing: { width, height: 2, markup: '' } };
    return [
      { drawing: { width, height, markup } },
      ...heading(worldPhrase(frame, words)),
      gap,
      ...heading(speak(words, `map.unit.${layer}`)),
      ...keyParts(frame, words, measure, { counts: true }),
      gap,
      ...heading(choroplethRecord(series, view, words).large[0]?.beside)
    ];
  };
