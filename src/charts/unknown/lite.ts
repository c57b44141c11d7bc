import { tag } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { element } from '../drawing/element.ts';
import {
  endYears,
  litePlot,
  liteSvg,
  liteWidth,
  paragraph,
  rangeRows,
  axes,
  type RangeRow
} from '../drawing/lite.ts';
import { dot, strokePath, plotScales, scalePath, type PlotArea } from '../drawing/plot.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { hasSecondary } from '../phrases/verification-phrase.ts';
import {
  countFormat,
  describeUnknown,
  segmentMethod,
  shareSentence,
  surveyRange
} from './describe.ts';
import {
  labelledPoints,
  runPath,
  surveyMax,
  unknownFrame,
  type CountPoint,
  type Segment
} from './frame.ts';

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

export function unknownLite(data: StoryData, words: Words): string {
  const { intervals, shares, counts } = unknownFrame(data);
  // Bars are labelled by numbers, not by names (S01).
  const surveys = intervals.map(({ estimate, low, value, high }): RangeRow => {
    return {
      name: formatPercent(value, words.language, 1),
      low,
      high,
      value,
      text: surveyRange(estimate, words)
    };
  });
  const title = speak(words, 'unknown.surveys.title');
  const name = describeUnknown(data, words).name;
  const whole = ({ value }: (typeof shares)[number]) =>
    element(
      'svg',
      { class: 'rate', viewBox: `0 0 ${liteWidth} 12`, 'aria-hidden': 'true' },
      element('rect', {
        x: 0.5,
        y: 0.5,
        width: liteWidth - 1,
        height: 11,
        fill: 'none',
        stroke: colours['line-strong']
      }) + element('rect', { width: (value / 100) * liteWidth, height: 12, fill: colours.c3 })
    );
  return [
    ...shares.map(
      (share) =>
        paragraph(shareSentence(share.estimate, words)) + (share.hasBar ? whole(share) : '')
    ),
    paragraph(title, 'name'),
    rangeRows(surveys, surveyMax, `${name} ${title}`, colours.ink, { name: 48, text: 116 }),
    paragraph(speak(words, 'unknown.key.interval'), 'small'),
    paragraph(speak(words, 'unknown.folded'), 'name'),
    paragraph(speak(words, 'unknown.describe.limits')),
    ...(['reports', 'pages'] as const).flatMap((kind) => [
      paragraph(speak(words, `unknown.${kind}.title`), 'name'),
      ...counts[kind].flatMap((one, index) => {
        const how = segmentMethod(kind, one, words);
        const [first, ...others] = one.points;
        const only =
          first && others.length === 0
            ? boundPhrase(first.estimate, words, countFormat(one))
            : undefined;
        return [
          index > 0 ? paragraph(speak(words, `unknown.${kind}.gap.${one.name}`), 'small') : '',
          paragraph(how),
          only === undefined ? segment(one, how, words) : tag('p', only, ' class="name"')
        ];
      })
    ]),
    hasSecondary(Object.values(counts).flat())
      ? paragraph(speak(words, 'unknown.key.secondary'), 'small')
      : ''
  ].join('');
}
