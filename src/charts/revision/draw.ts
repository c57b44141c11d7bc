import { line as linePath, max, range, scaleLinear, sum } from 'd3';
import { speak, type Words } from '#copy/words.ts';
import type { StoryData } from '#story/data.ts';
import type { Language } from '#locale/languages.ts';
import { formatPercent } from '#locale/numbers.ts';
import {
  element,
  moveTo,
  label,
  labelBox,
  labelLeading,
  labelSize,
  type LabelLine
} from '../drawing/element.ts';
import type { Drawing, DrawParts, Room } from '../drawing/parts.ts';
import { printParts } from '../drawing/print-parts.ts';
import { boxAround, boxAt, placeLabels, type Point } from '../drawing/place-labels.ts';
import { balanceText } from '../drawing/text-block.ts';
import {
  binWidth,
  changePhrase,
  describeRevision,
  panelReading,
  releaseDates,
  revisionFrame,
  revisionPlace,
  type RevisionFrame,
  type RevisionPanel
} from './record.ts';

const wrapped = (
  line: LabelLine,
  width: number,
  measure: Room['measure']
): [LabelLine, ...LabelLine[]] => {
  const setting = { face: line.bold ? 'sans-bold' : 'sans', size: labelSize } as const;
  const [first = line.text, ...more] = balanceText(line.text, width, setting, measure);
  return [{ ...line, text: first }, ...more.map((text) => ({ ...line, text }))];
};

export function drawReleases(
  points: RevisionPanel['points'],
  language: Language,
  { width, top, height, measure }: Pick<Room, 'width' | 'measure'> & { top: number; height: number }
) {
  const [from, to] = [points[0]!.year, points.at(-1)!.year];
  const x = scaleLinear([from, to], [0, width]);
  const y = scaleLinear([0, 100], [top + height, top]);
  // A gap of years is no line; a year alone is a dot (V03).
  const path = (release: 'then' | 'now') =>
    linePath<RevisionPanel['points'][number]>(
      ({ year }) => x(year),
      (point) => y(point[release]!)
    )
      .defined((point) => point[release] !== null)
      .digits(1)(points) ?? undefined;
  const year = (value: number, x: number, anchor?: 'end') =>
    label([{ text: String(value) }], { x, y: y(0) + 4, anchor }, measure);
  return [
    ...[0, 50, 100].map((value) =>
      element('path', { class: value ? 'rule' : 'base', d: `M0 ${y(value)}h${width}` })
    ),
    label([{ text: formatPercent(100, language) }], { x: 0, y: top + 2 }, measure),
    element('path', { class: 'then', d: path('then') }),
    element('path', { class: 'now', d: path('now') }),
    year(from, 0),
    year(to, width, 'end')
  ];
}

export function drawPanels(
  { panels }: RevisionFrame,
  release: string,
  words: Words,
  { width, measure }: Room
): Drawing {
  const gap = 16;
  const height = width < 400 ? 80 : 144;
  const columns = width < 250 ? 1 : width < 400 ? 2 : panels.length;
  const across = (width - gap * (columns - 1)) / columns;
  const heads = panels.map((panel) => [
    ...wrapped({ text: revisionPlace(panel.code, words), bold: true }, across, measure),
    ...wrapped({ text: panelReading(panel, release, words) }, across, measure)
  ]);
  const top = Math.max(...heads.map(({ length }) => length)) * labelLeading + 14;
  const rowHeight = top + height + labelLeading + 8;
  const marks = panels.map(({ points }, index) => {
    const at = moveTo((index % columns) * (across + gap), Math.floor(index / columns) * rowHeight);
    const plot = drawReleases(points, words.language, { width: across, top, height, measure });
    const head = label(heads[index]!, { x: 0, y: 4 }, measure);
    return element('g', { transform: at }, [head, ...plot].join(''));
  });
  const rows = Math.ceil(panels.length / columns);
  return { width, height: rows * rowHeight - 4, markup: marks.join('') };
}

const scaleRoom = 30;

/** A mark per economy, in rows of two points each; few are named (S01, V24). */
export function drawChanges(
  { changes }: RevisionFrame,
  words: Words,
  { width, measure }: Room
): Drawing {
  const isNarrow = width < 250;
  const perRow = isNarrow ? 12 : 24;
  const rowHeight = 10;
  const pitch = Math.min(11, ((width - scaleRoom) * (isNarrow ? 0.36 : 0.58)) / perRow);
  const radius = Math.min(pitch * 0.4, 3);
  let next = 0;
  const bins = changes.bins.map((bin) => {
    // The many marks of no change are apart from those that moved.
    const around = bin.direction === 'none' ? 1 : 0;
    const rows = Math.max(1, Math.ceil(bin.count / perRow));
    const first = next + around;
    next = first + rows + around;
    return { ...bin, first, rows };
  });
  type LaidBin = (typeof bins)[number];
  const height = next * rowHeight;
  const xOf = (column: number) => scaleRoom + column * pitch;
  const spotOf = ({ first }: LaidBin, index: number): Point => [
    xOf((index % perRow) + 0.5),
    (first + Math.floor(index / perRow) + 0.5) * rowHeight
  ];
  const rows = bins.flatMap((bin) =>
    range(0, bin.count, perRow).map((from) => ({
      spot: spotOf(bin, from),
      count: Math.min(perRow, bin.count - from)
    }))
  );
  const rowBoxes = rows.map(({ spot: [x, y], count }) => ({
    ...boxAround([x, y], radius),
    right: x + (count - 1) * pitch + radius
  }));

  // A named place has the last free mark of its bin: marks have no order.
  const named = changes.named.map((place, index) => {
    const bin = bins[place.bin]!;
    const taken = sum(changes.named.slice(0, index), (other) => Number(other.bin === place.bin));
    return {
      ...place,
      spot: spotOf(bin, bin.count - 1 - taken),
      name: { text: revisionPlace(place.code, words), bold: true }
    };
  });
  const unchanged = bins.find(({ direction }) => direction === 'none')!;
  const beside = xOf(perRow) + 8;
  const stillText = [
    wrapped(
      { text: speak(words, 'revision.unchanged', { unchanged: changes.unchanged }) },
      width - beside,
      measure
    ),
    ...named
      .filter(({ change }) => change === 0)
      .map(({ name }) => wrapped(name, width - beside, measure))
  ].flat();
  const stillSize = labelBox(stillText, measure);
  const stillTop = (unchanged.first + unchanged.rows / 2) * rowHeight - stillSize.height / 2;

  const moved = named
    .filter(({ change }) => change !== 0)
    .map(({ spot: [x, y], change, name }) => {
      /** Beside the longest row that a label of this height touches. */
      const edgeOf = (high: number) =>
        Math.max(
          x + radius + 2,
          max(rowBoxes, (box) =>
            box.top < y + high / 2 && y - high / 2 < box.bottom ? box.right : 0
          )!
        );
      const said = { text: changePhrase(change, words) };
      const gap = measure(' ', 'sans', labelSize);
      const nameWidth = labelBox([name], measure).width + gap;
      const one = {
        edge: edgeOf(labelLeading),
        width: nameWidth + labelBox([said], measure).width,
        height: labelLeading,
        draw: (left: number, top: number) =>
          label([name], { x: left, y: top }, measure) +
          label([said], { x: left + nameWidth, y: top }, measure)
      };
      const edge = edgeOf(2 * labelLeading);
      const lines = [name, said].flatMap((line) => wrapped(line, width - edge - 5, measure));
      const block =
        one.edge + 5 + one.width <= width
          ? one
          : {
              edge,
              ...labelBox(lines, measure),
              draw: (left: number, top: number) => label(lines, { x: left, y: top }, measure)
            };
      return { y, ...block };
    });
  const boxes = placeLabels(
    moved.map(({ edge, y, ...size }) => ({ ...size, end: [edge, y], sides: ['right'] })),
    [],
    [...rowBoxes, boxAt([beside, stillTop], stillSize)],
    { left: 0, top: 0, right: width, bottom: height }
  );

  const ticks = bins.flatMap(({ direction, high, first, rows }) => {
    if (direction === 'none') return [{ text: '0', row: first + rows / 2 }];
    if (high % (5 * binWidth) !== 0) return [];
    // At the far edge of its bin.
    return [
      direction === 'up'
        ? { text: `+${high}`, row: first }
        : { text: `−${high}`, row: first + rows }
    ];
  });
  const marks = [
    ...ticks.map(({ text, row }) =>
      label(
        [{ text }],
        { x: scaleRoom - 8, y: row * rowHeight - labelLeading / 2, anchor: 'end' },
        measure
      )
    ),
    // A stroke of no length has round ends.
    element('path', {
      class: 'mark',
      'stroke-width': 2 * radius,
      d: rows
        .map(
          ({ spot: [x, y], count }) =>
            `M${x.toFixed(1)} ${y}h0${`m${pitch.toFixed(2)} 0h0`.repeat(count - 1)}`
        )
        .join('')
    }),
    ...named.map(({ spot: [cx, cy] }) =>
      element('circle', { class: 'dot', cx, cy, r: radius * 1.4 })
    ),
    ...moved.map(({ draw }, index) => draw(boxes[index]!.left, boxes[index]!.top)),
    label(stillText, { x: beside, y: stillTop }, measure)
  ];
  return { width, height, markup: marks.join('') };
}

export function movedMark(data: StoryData, words: Words, measure: Room['measure']) {
  const panel = revisionFrame(data).panels.find(({ code }) => code === 'IND')!;
  const { then, now } = panel.points.at(-1)!;
  const { release } = data.internetUse.vintage;
  const [width, y] = [224, 24];
  const x = scaleLinear([0, 100], [0, width]);
  const share = (value: number | null, top: number) =>
    label(
      [{ text: formatPercent(value!, words.language, 1), bold: true }],
      { x: x(value!), y: top, anchor: 'middle' },
      measure
    );
  const markup = [
    element('path', {
      class: 'rule',
      d: `M0 ${y}h${width}M${width / 2} ${y - 4}v8M${width} ${y - 4}v8M0 ${y - 4}v8`
    }),
    element('path', { class: 'then', d: `M${x(then!)} ${y}H${x(now!)}` }),
    element('circle', { class: 'dot', cx: x(now!), cy: y, r: 5 }),
    share(then, 0),
    share(now, y + 6),
    label([{ text: '50' }], { x: x(50), y: y + 6, anchor: 'middle' }, measure),
    label([{ text: '100%' }], { x: width, y: y + 6, anchor: 'end' }, measure)
  ].join('');
  const text = `${revisionPlace(panel.code, words)}, ${panelReading(panel, release, words)}`;
  return printParts(
    { aside: [{ text, look: 'hint' }, { drawing: { width, height: y + 24, markup } }] },
    { chart: 'revision', idPrefix: 'world', description: { name: text, text: '' } }
  );
}

export const drawRevision: DrawParts = (data, words, room) => {
  const frame = revisionFrame(data);
  const { year, total } = frame.changes;
  const releases = releaseDates(data, words);
  const keys = (['then', 'now'] as const).map((release) => ({
    text: speak(words, `revision.key.${release}`, { release: releases[release] }),
    look: 'axis' as const,
    sample: element('path', { class: release, d: 'M3 7h18' })
  }));
  return [
    {
      name: describeRevision(data, words).name,
      parts: [
        {
          data: { part: 'then-now' },
          parts: [
            ...keys,
            { drawing: drawPanels(frame, data.internetUse.vintage.release, words, room) }
          ]
        },
        {
          data: { part: 'changes' },
          parts: [
            {
              text: speak(words, 'revision.spread', { year: String(year), total }),
              look: 'heading'
            },
            { text: speak(words, 'revision.up'), look: 'axis' },
            { drawing: drawChanges(frame, words, room) },
            { text: speak(words, 'revision.down'), look: 'axis' }
          ]
        }
      ]
    }
  ];
};
