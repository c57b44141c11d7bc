import { mapCardWorld } from '../../cards/map/map-card-table.ts';
import type { Scene } from '../../chapters/chapter.ts';
import { classGroups, fillClasses, unlisted } from '../../charts/choropleth/class-groups.ts';
import { describeChoropleth, worldPhrase } from '../../charts/choropleth/describe.ts';
import { choroplethFrame, classLevels, classLimits } from '../../charts/choropleth/frame.ts';
import { layerOf } from '../../charts/choropleth/geometry/world.ts';
import { hatching } from '../../charts/choropleth/poster.ts';
import { colours } from '../../charts/drawing/colours.ts';
import { element } from '../../charts/drawing/element.ts';
import { escapeMarkup, tag } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';

/** Borders differ from every fill and from the background (V21). */
export const mapStyle = [
  ...classLevels.map(
    (level) =>
      `.k${level}{fill:${colours[`c${level}`]};stroke:${level > 2 ? colours.paper : colours.c4}}`
  ),
  `.n,.u{fill:url(#gaps);stroke:${colours.c4}}`,
  '.map{stroke-width:1}',
  `.dashed{fill:none;stroke:${colours.ink};stroke-width:1.5;stroke-dasharray:4 3}`,
  `.inset{fill:none;stroke:${colours.line}}`
].join('');

const swatch = (look: string) =>
  element(
    'svg',
    { class: 'key', viewBox: '0 0 28 14', 'aria-hidden': 'true' },
    element('rect', { class: look, x: 1, y: 1, width: 26, height: 12 })
  );

/** The key of the classes; it also defines the hatching of all maps. */
export function mapKey(words: Words): string {
  const entry = (look: string, said: string) => `<li>${swatch(look)} ${escapeMarkup(said)}</li>`;
  return [
    tag('p', speak(words, 'lite.key'), ' class="name"'),
    element(
      'svg',
      { class: 'defs', width: 0, height: 0, 'aria-hidden': 'true' },
      element('defs', {}, hatching('gaps', 'rotate(45)'))
    ),
    '<ul class="classes">',
    ...classLevels.map((level) =>
      entry(
        `k${level}`,
        speak(words, 'map.legend.class', { low: classLimits[level], high: classLimits[level + 1]! })
      )
    ),
    entry('n', speak(words, 'map.legend.missing').replace(/:$/, '')),
    '</ul>'
  ].join('');
}

/** By step, each with its limits (S05). The first map defines the shapes for the others. */
export function mapsOf(
  scene: Extract<Scene, { figure: 'world' }>,
  data: StoryData,
  words: Words
): Record<string, string> {
  const views = scene.steps.flatMap(({ id, view }) => {
    if (!view) return [];
    const series = layerOf(data, view.layer);
    return [{ id, frame: choroplethFrame(series, view), series }];
  });
  const every = views.map(({ frame }) => fillClasses(frame));
  return Object.fromEntries(
    views.map(({ id, frame, series }, index) => {
      const { view, counts } = frame;
      const world = mapCardWorld(data, view.layer);
      const looks = every[index]!;
      const drawOnce = (id: string, attributes: Parameters<typeof element>[1]) =>
        index === 0
          ? element('path', { id, ...attributes })
          : element('use', { 'xlink:href': `#${id}` });
      const dots = world.dots.map(({ iso3, x, y }) =>
        element('circle', { class: looks.get(iso3) ?? unlisted, cx: x, cy: y, r: 4 })
      );
      const { name, text } = describeChoropleth(series, view, words);
      const limits = speak(words, `map.limits.${view.layer}`);
      const drawn = [
        ...classGroups(world.shapes, looks, every.toReversed()).map(([look, shapes]) =>
          element(
            'g',
            { class: look },
            shapes.map(({ iso3, d }) => drawOnce(`m-${iso3}`, { d })).join('')
          )
        ),
        drawOnce('m-dashed', { class: 'dashed', d: world.dashed }),
        drawOnce('m-inset', { class: 'inset', d: world.inset }),
        ...dots
      ].join('');
      const { width, height } = world;
      const alternative = { role: 'img', 'aria-label': name, 'aria-describedby': `${id}-text` };
      const box = {
        class: 'map',
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        ...alternative
      };
      const said = [
        worldPhrase(frame, words),
        `${speak(words, 'map.legend.missing')} ${formatNumber(counts.missing, words.language)}`,
        `${speak(words, 'map.legend.older')} ${formatNumber(counts.older, words.language)}`
      ].filter(Boolean);
      return [
        id,
        [
          '<figure>',
          `<p id="${id}-text" hidden>${escapeMarkup(text)}</p>`,
          element('svg', box, drawn),
          `<figcaption><p><b>${view.year}</b>: ${escapeMarkup(speak(words, `map.unit.${view.layer}`))}. ${escapeMarkup(said.join('. '))}.</p>`,
          `${tag('p', limits, ' class="limits"')}</figcaption></figure>`
        ].join('')
      ];
    })
  );
}
