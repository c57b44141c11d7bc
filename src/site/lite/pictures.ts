import { tag } from '../../cards/packs/pack-document.ts';
import { boundPhrase } from '../../charts/phrases/bound-phrase.ts';
import { colours, type Colour } from '../../charts/drawing/colours.ts';
import { element } from '../../charts/drawing/element.ts';
import { acrossBox, dot, gridLines, linePathOf, stretchPath, upBox, type Box } from '../../charts/drawing/plot.ts';
import { describeDrawn, describeLine, describeLines } from '../../charts/lines/describe.ts';
import { linePath, linesFrame } from '../../charts/lines/frame.ts';
import { lineStyle } from '../../charts/lines/line-style.ts';
import { describePanels, earlierNotes, panelFigure, panelValue } from '../../charts/panels/describe.ts';
import { labelledPoints as labelledPanelPoints, panelPath, panelsFrame } from '../../charts/panels/frame.ts';
import { describeResponse } from '../../charts/response/describe.ts';
import { responseFrame } from '../../charts/response/frame.ts';
import { changePhrase, describeRevision, panelReading, revisionPlace } from '../../charts/revision/describe.ts';
import { binWidth, markAt, marksPath, revisionFrame, revisionPath, revisionYears, type ChangeBin } from '../../charts/revision/frame.ts';
import { countForm, describeUnknown, segmentYears, shareSentence } from '../../charts/unknown/describe.ts';
import {
  labelledPoints as labelledCounts,
  runPath,
  surveyMax,
  unknownFrame,
  type CountPoint,
  type Segment
} from '../../charts/unknown/frame.ts';
import { escapeMarkup } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatPercent } from '../../locale/numbers.ts';
import type { FigureName } from '../../charts/figures.ts';
import type { StoryData } from '../../story/data.ts';
import { theWarning } from '../../story/warning.ts';

/** Units across every picture: on a phone 320 px wide one is a pixel, so that labels keep their size (standards A18). */
const across = 288;
const plot: Box = { x: 40, y: 8, width: 242, height: 140 };

/**
 * Returns a drawing with its text alternative (standards A13). Its labels take their size from the page's style; its own size is for
 * browsers that know no height by the width.
 */
function svg(height: number, name: string, children: string): string {
  return element('svg', { width: across, height, viewBox: `0 0 ${across} ${height}`, role: 'img', 'aria-label': name }, children);
}

const text = (said: string, x: number, y: number, anchor?: 'middle' | 'end') =>
  element('text', { x, y, ...(anchor ? { 'text-anchor': anchor } : {}) }, escapeMarkup(said));
const paragraph = (said: string, kind?: 'small' | 'name') => tag('p', said, kind ? ` class="${kind}"` : '');
const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
const place = (box: Box, { x, y }: { x: number; y: number }) => [acrossBox(box, x), upBox(box, y)] as const;

/** The scale at the left of a plot and the years below it. */
function scale(box: Box, ticks: readonly { y: number; said: string }[], years: readonly { x: number; said: string }[]): string {
  return [
    gridLines(
      box,
      ticks.map(({ y }) => y)
    ),
    ...ticks.map(({ y, said }) => text(said, box.x - 4, upBox(box, y) + 5, 'end')),
    ...years.map(({ x, said }) => text(said, acrossBox(box, x), box.y + box.height + 16, x === 0 ? undefined : x === 1 ? 'end' : 'middle'))
  ].join('');
}

/** A sample of a line, for a key. */
const sample = (stroke: Colour, dash?: string) =>
  element(
    'svg',
    { class: 'key', viewBox: '0 0 28 10', 'aria-hidden': 'true' },
    linePathOf('M1 5h26', { stroke, width: 3, ...(dash ? { dash } : {}) })
  );

/** One figure in a row of its own: a point, or a bar where only the two ends are published. */
interface Row {
  /** In front of the row. */
  head: string;
  low: number;
  high: number;
  value?: number;
  open?: boolean;
  hollow?: boolean;
  /** Behind it. */
  said: string;
}

/** Returns figures one below the other on one scale from zero to `max`: no label can meet another. */
function rows(all: readonly Row[], max: number, name: string, fill: Colour, room = { head: 42, said: 100 }): string {
  const pitch = 20;
  const box: Box = { x: room.head, y: 2, width: across - room.head - room.said, height: all.length * pitch };
  const x = (value: number) => acrossBox(box, value / max);
  const drawn = all.map(({ head, low, high, value, open, hollow = false, said }, index) => {
    const y = box.y + (index + 0.5) * pitch;
    return [
      text(head, 0, y + 5),
      high > low ? element('rect', { x: x(low), y: y - 4, width: x(high) - x(low), height: 8, fill: colours['line-strong'] }) : '',
      value === undefined ? '' : dot(x(value), y, { fill, r: 5, hollow }),
      open ? linePathOf(`M${x(low) + 7} ${y}h12m-4 -4l4 4l-4 4`, { stroke: fill, width: 1.5 }) : '',
      text(said, across, y + 5, 'end')
    ].join('');
  });
  const base = linePathOf(`M${box.x} ${box.y}v${box.height}`, { stroke: colours['line-strong'], width: 1 });
  return svg(box.height + 4, name, base + drawn.join(''));
}

function response(data: StoryData, words: Words): string {
  const panels = responseFrame(data);
  const description = describeResponse(data, words);
  return [
    ...panels.map(({ kind, max, points }) => {
      const title = speak(words, `response.${kind}.title`);
      const all = points.map(({ value, year, secondary, estimate }) => {
        return { head: String(year), low: value, high: value, value, hollow: secondary, said: boundPhrase(estimate, words) };
      });
      return paragraph(title, 'name') + rows(all, max, `${description.name} ${title}`, colours.ink);
    }),
    panels.some(({ points }) => points.some(({ secondary }) => secondary)) ? paragraph(speak(words, 'response.key.secondary'), 'small') : ''
  ].join('');
}

function speed(data: StoryData, words: Words): string {
  const frame = linesFrame(data);
  const look = (code: string) => {
    const { mark, dashed } = lineStyle(code);
    return { stroke: mark, ...(dashed ? { dash: '6 4' } : {}) };
  };
  const drawn = [
    scale(
      plot,
      frame.yTicks.map(({ value, y }) => ({ y, said: formatPercent(value, words.language) })),
      frame.xTicks.map(({ since, x }) => ({ x, said: String(since) }))
    ),
    ...frame.regions.map((line) => linePathOf(stretchPath(linePath(line), plot), { stroke: colours['line-strong'], width: 1 })),
    ...frame.places.map((line) => {
      const stroked = look(line.code);
      const { stroke } = stroked;
      const [x, y] = place(plot, line.half ?? { x: 0, y: 0 });
      const foot = plot.y + plot.height;
      const drop = linePathOf(`M${x.toFixed(1)} ${foot}V${y.toFixed(1)}`, { stroke, width: 1, dash: '1 3' });
      const half = line.half ? drop + dot(x, y, { fill: stroke, r: 5 }) + text(String(line.half.since), x + 4, foot - 5) : '';
      return linePathOf(stretchPath(linePath(line), plot), { ...stroked, width: 3 }) + half;
    })
  ].join('');
  return [
    svg(plot.y + plot.height + 22, describeLines(data, words).name, drawn),
    paragraph(speak(words, 'speed.axis'), 'small'),
    list([
      ...frame.places.map((line) => {
        const { stroke, dash } = look(line.code);
        return `${sample(stroke, dash)} ${escapeMarkup(describeLine(line, words))}`;
      }),
      ...describeDrawn(frame, words).map(escapeMarkup),
      `${sample(colours['line-strong'])} ${escapeMarkup(speak(words, 'speed.key.regions'))}`,
      escapeMarkup(speak(words, 'speed.key.half'))
    ])
  ].join('');
}

function revision(data: StoryData, words: Words): string {
  const { panels, changes } = revisionFrame(data);
  const { name } = describeRevision(data, words);
  const release = data.internetUse.vintage.release;
  const low: Box = { ...plot, height: 80 };
  const panel = panels.map((one) => {
    const title = revisionPlace(one.code, words);
    const drawn = [
      scale(
        low,
        [0, 0.5, 1].map((y) => ({ y, said: formatPercent(y * 100, words.language) })),
        [
          { x: 0, said: String(revisionYears.from) },
          { x: 1, said: String(revisionYears.to) }
        ]
      ),
      linePathOf(stretchPath(revisionPath(one, 'then'), low), { stroke: colours['ink-soft'], width: 2, dash: '5 4' }),
      linePathOf(stretchPath(revisionPath(one, 'now'), low), { stroke: colours.c3, width: 2.5 })
    ].join('');
    return paragraph(title, 'name') + paragraph(panelReading(one, release, words), 'small') + svg(110, `${name} ${title}`, drawn);
  });
  const pitch = 10;
  const spread: Box = { ...plot, y: 4, height: changes.rows * pitch };
  const marks = (d: string, stroke: Colour) =>
    element('path', { d: stretchPath(d, spread), fill: 'none', stroke, 'stroke-width': 7, 'stroke-linecap': 'round' });
  const bins = changes.bins.filter(({ count }) => count > 0);
  /** Every ten points, and no change, as in the story. */
  const isTold = ({ direction, high }: ChangeBin) => direction === 'none' || high % (5 * binWidth) === 0;
  const sign = { up: '+', none: '', down: '−' } as const;
  const drawn = [
    ...bins.map((bin) => marks(marksPath(bin, changes.rows), bin.direction === 'none' ? colours.c1 : colours['line-strong'])),
    ...bins
      .filter(isTold)
      .map((bin) => text(`${sign[bin.direction]}${bin.high}`, spread.x - 6, spread.y + (bin.row + 0.5) * pitch + 5, 'end')),
    ...changes.named.map((one) => marks(markAt(one, changes.rows), colours.ink))
  ].join('');
  return [
    list([
      `${sample(colours['ink-soft'], '5 4')} ${escapeMarkup(speak(words, 'revision.key.then', { release: formatDate(data.then!.vintage.release, words.language) }))}`,
      `${sample(colours.c3)} ${escapeMarkup(speak(words, 'revision.key.now', { release: formatDate(release, words.language) }))}`
    ]),
    ...panel,
    paragraph(speak(words, 'revision.spread', { year: String(changes.year), total: changes.total }), 'name'),
    svg(spread.height + 8, speak(words, 'lite.changes', { year: String(changes.year) }), drawn),
    list(changes.named.map(({ code, change }) => escapeMarkup(`${revisionPlace(code, words)}: ${changePhrase(change, words)}`)))
  ].join('');
}

function protection(data: StoryData, words: Words): string {
  const frame = panelsFrame(data);
  const low: Box = { ...plot, height: 90 };
  const warning = acrossBox(low, frame.warning);
  const date = formatDate(theWarning.month, words.language);
  return [
    paragraph(speak(words, 'panels.warning', { date }), 'small'),
    ...frame.panels.map((panel) => {
      const title = speak(words, `panels.${panel.kind}.title`);
      const d = panelPath(panel);
      const before = panel.earlier ? panelPath({ form: panel.form, points: panel.earlier.points }) : '';
      const drawn = [
        scale(
          low,
          panel.ticks.map((tick) => ({ y: tick.y, said: panelFigure(tick, panel, words) })),
          frame.years.map(({ year, x }) => ({ x, said: String(year) }))
        ),
        linePathOf(`M${warning.toFixed(1)} ${low.y}v${low.height}`, { stroke: colours.ink, width: 1, dash: '3 3' }),
        before ? linePathOf(stretchPath(before, low), { stroke: colours.c3, width: 2, dash: '5 4' }) : '',
        d ? linePathOf(stretchPath(d, low), { stroke: colours.c3, width: 2.5 }) : '',
        ...labelledPanelPoints(panel).map((point) => dot(...place(low, point), { fill: colours.c4, r: 5, hollow: panel.secondary }))
      ].join('');
      const said = labelledPanelPoints(panel).map(
        (point) => `${panelValue(point, panel, words)} (${formatDate(point.date, words.language)})`
      );
      return [
        `<p><b>${escapeMarkup(title)}</b> ${escapeMarkup(speak(words, `panels.${panel.kind}.unit`))}</p>`,
        svg(low.y + low.height + 22, `${describePanels(data, words).name} ${title}`, drawn),
        list(said.map(escapeMarkup))
      ].join('');
    }),
    ...earlierNotes(frame, words).map((said) => paragraph(said, 'small'))
  ].join('');
}

/** Years that were counted alike: each with its bound as it was published (standards V02), joined only where nothing lies between. */
function segment(one: Segment, name: string, words: Words): string {
  const low: Box = { ...plot, x: 74, width: 208, height: 100 };
  const mark = (point: CountPoint) => {
    const [x, y] = place(low, { x: point.x, y: point.high });
    if (point.form === 'range')
      return element('rect', { x: x - 4, y, width: 8, height: Math.max(2, (point.high - point.low) * low.height), fill: colours.ink });
    const floor = point.form === 'at_least' ? linePathOf(`M${x} ${y - 6}V${low.y}m-4 4l4 -4l4 4`, { stroke: colours.ink, width: 1.5 }) : '';
    return floor + dot(x, y, { fill: colours.ink, r: 4, hollow: point.secondary });
  };
  const form = countForm(one);
  const drawn = [
    scale(
      low,
      one.ticks.map(({ value, y }) => ({ y, said: form(value, words.language) })),
      [
        { x: 0, said: String(one.from) },
        { x: 1, said: String(one.to) }
      ]
    ),
    ...one.runs.map((run) => linePathOf(stretchPath(runPath(run), low), { stroke: colours.ink, width: 1.5 })),
    ...one.points.map(mark)
  ].join('');
  const said = labelledCounts(one).map(({ estimate, year }) => `${year}: ${boundPhrase(estimate, words, form)}`);
  return svg(low.y + low.height + 22, name, drawn) + paragraph(said.join(' · '), 'small');
}

function unknown(data: StoryData, words: Words): string {
  const { intervals, shares, counts } = unknownFrame(data);
  const percent = (value: number) => formatPercent(value, words.language, 1);
  // Without a name: each bar is told by its numbers alone (standards S01).
  const surveys = intervals.map(({ estimate, low, value, high }): Row => {
    const range = boundPhrase(estimate, words, (end, language) => formatPercent(end, language, 1));
    return { head: percent(value), low, high, value, said: range };
  });
  const title = speak(words, 'unknown.surveys.title');
  const name = describeUnknown(data, words).name;
  const whole = ({ value }: (typeof shares)[number]) =>
    element(
      'svg',
      { class: 'share', viewBox: `0 0 ${across} 12`, 'aria-hidden': 'true' },
      element('rect', { x: 0.5, y: 0.5, width: across - 1, height: 11, fill: 'none', stroke: colours['line-strong'] }) +
        element('rect', { width: (value / 100) * across, height: 12, fill: colours.c3 })
    );
  return [
    ...shares.map((share) => paragraph(shareSentence(share.estimate, words)) + whole(share)),
    paragraph(title, 'name'),
    rows(surveys, surveyMax, `${name} ${title}`, colours.ink, { head: 48, said: 116 }),
    paragraph(speak(words, 'unknown.key.interval'), 'small'),
    paragraph(speak(words, 'unknown.folded'), 'name'),
    paragraph(speak(words, 'unknown.describe.limits')),
    ...(['reports', 'pages'] as const).flatMap((kind) => [
      paragraph(speak(words, `unknown.${kind}.title`), 'name'),
      ...counts[kind].flatMap((one, index) => {
        const how = `${segmentYears(one, words)}: ${speak(words, `unknown.${kind}.${one.name}`)}`;
        const [first, ...others] = one.points;
        const only = first && others.length === 0 ? boundPhrase(first.estimate, words, countForm(one)) : undefined;
        return [
          index > 0 ? paragraph(speak(words, `unknown.${kind}.gap.${one.name}`), 'small') : '',
          paragraph(how),
          only === undefined ? segment(one, how, words) : tag('p', only, ' class="name"')
        ];
      })
    ]),
    paragraph(speak(words, 'unknown.key.secondary'), 'small')
  ].join('');
}

/** The figures that are drawn anew; squares and words alone are the story's own, and the map is drawn step by step. */
const drawings = { response, speed, revision, protection, unknown } satisfies Partial<
  Record<FigureName, (data: StoryData, words: Words) => string>
>;
export type DrawnAnew = keyof typeof drawings;

/** Returns a figure of the story as HTML that asks nothing of the page but the size of its letters. */
export function litePicture(figure: DrawnAnew, data: StoryData, words: Words): string {
  return drawings[figure](data, words);
}

/** Whether a figure is drawn anew for the lite edition. */
export const isDrawnAnew = (figure: FigureName): figure is DrawnAnew => figure in drawings;
