import { tag } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { element } from '../drawing/element.ts';
import { axes, endYears, litePlot, liteSvg, paragraph } from '../drawing/lite.ts';
import { dot, strokePath, plotScales, scalePath, type PlotArea } from '../drawing/plot.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { hasSecondary } from '../phrases/verification-phrase.ts';
import { countFormat, segmentMethod } from './describe.ts';
import { countsFrame, labelledPoints, runPath, type CountPoint, type Segment } from './frame.ts';

/** Each with its published bound (V02); only consecutive years are joined. */
function segment(one: Segment, name: string, words: Words): string {
  const low: PlotArea = { ...litePlot, x: 74, width: 208, height: 100 };
  const scales = plotScales(low);
  const mark = (point: CountPoint) => {
    const [x, y] = [scales.x(point.x), scales.y(point.high)];
    if (point.form === 'range')
      return element('rect', {
        x: x - 4,
        y,
        width: 8,
        height: Math.max(2, (point.high - point.low) * low.height),
        fill: colours.ink
      });
    const floor =
      point.form === 'at_least'
        ? strokePath(`M${x} ${y - 6}V${low.y}m-4 4l4 -4l4 4`, { stroke: colours.ink, width: 1.5 })
        : '';
    return floor + dot(x, y, { fill: colours.ink, r: 4, hollow: point.secondary });
  };
  const form = countFormat(one);
  const drawn = [
    axes(
      low,
      one.ticks.map(({ value, y }) => ({ y, text: form(value, words.language) })),
      endYears(one.from, one.to)
    ),
    ...one.runs.map((run) =>
      strokePath(scalePath(runPath(run), low), { stroke: colours.ink, width: 1.5 })
    ),
    ...one.points.map(mark)
  ].join('');
  const said = labelledPoints(one).map(
    ({ estimate, year }) => `${year}: ${boundPhrase(estimate, words, form)}`
  );
  return liteSvg(low.y + low.height + 22, name, drawn) + paragraph(said.join(' · '), 'small');
}

export function countsLite(data: StoryData, words: Words): string {
  const frame = countsFrame(data);
  return [
    ...(['reports', 'pages'] as const).flatMap((kind) => [
      paragraph(speak(words, `counts.${kind}.title`), 'name'),
      ...frame[kind].flatMap((one, index) => {
        const how = segmentMethod(kind, one, words);
        const [first, ...others] = one.points;
        const only =
          first && others.length === 0
            ? boundPhrase(first.estimate, words, countFormat(one))
            : undefined;
        return [
          index > 0 ? paragraph(speak(words, `counts.${kind}.gap.${one.name}`), 'small') : '',
          paragraph(how),
          only === undefined ? segment(one, how, words) : tag('p', only, ' class="name"')
        ];
      })
    ]),
    hasSecondary(Object.values(frame).flat())
      ? paragraph(speak(words, 'counts.key.secondary'), 'small')
      : ''
  ].join('');
}
