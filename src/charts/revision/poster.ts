import { range } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import type { MeasureText } from '../drawing/face.ts';
import { dot, gridLines, strokePath, scalePath, type PlotArea } from '../drawing/plot.ts';
import {
  labelStep,
  markedBlock,
  pictureWidth,
  posterPen,
  posterFontSize,
  baselineOffset
} from '../drawing/poster.ts';
import type { PosterPen, PosterPicture } from '../drawing/poster.ts';
import { spread } from '../drawing/spread.ts';
import { columns, stack, type Block } from '../drawing/text-block.ts';
import { changePhrase, panelReading, releaseDates, revisionPlace } from './describe.ts';
import {
  changeTicks,
  marksPerRow,
  binPath,
  revisionFrame,
  revisionLevels,
  revisionPath,
  revisionYears
} from './frame.ts';
import type { ChangesFrame, RevisionPanel } from './frame.ts';

/** Panels on the left, two by two; the distribution on the right. */
const left = { width: 500, columns: 2, gap: 36 } as const;
const right = { x: 564, width: pictureWidth - 564 } as const;

function panelBlock(
  panel: RevisionPanel,
  at: Pick<PlotArea, 'x' | 'width'>,
  release: string,
  words: Words,
  pen: PosterPen
): Block {
  const name = pen.boldBlock(revisionPlace(panel.code, words), at);
  const reading = pen.softBlock(panelReading(panel, release, words), at);
  const plotHeight = 150;
  const plot = (top: number) => {
    const { x, width } = at;
    const box: PlotArea = { x, y: top, width, height: plotHeight };
    const line = (end: 'then' | 'now') => scalePath(revisionPath(panel, end), box);
    const foot = top + plotHeight + 34;
    return [
      gridLines(box, revisionLevels),
      pen.softOnPaper(formatPercent(100, words.language), { x, y: top + posterFontSize + 2 }),
      strokePath(line('then'), { stroke: colours['line-strong'], width: 11 }),
      strokePath(line('now'), { stroke: colours.c4, width: 4 }),
      pen.soft(String(revisionYears.from), { x, y: foot }),
      pen.soft(String(revisionYears.to), { x: x + width, y: foot, anchor: 'end' })
    ].join('');
  };
  return stack([name, reading, { height: plotHeight + 34, draw: plot }], 18);
}

function releasesKey(data: StoryData, words: Words, pen: PosterPen): Block {
  const entry = (release: 'then' | 'now'): Block => {
    const key = speak(words, `revision.key.${release}`, {
      release: releaseDates(data, words)[release]
    });
    const said = pen.block(key, { x: 60, width: left.width - 60 });
    const line =
      release === 'then'
        ? { stroke: colours['line-strong'], width: 11 }
        : { stroke: colours.c4, width: 4 };
    return markedBlock(said, (middle) => strokePath(`M6 ${middle.toFixed(2)}h34`, line));
  };
  return stack([entry('then'), entry('now')], 18);
}

/** A mark per economy; few are named (S01, V24). */
function changesBlock(changes: ChangesFrame, words: Words, pen: PosterPen): Block {
  const title = pen.boldBlock(
    speak(words, 'revision.spread', { year: String(changes.year), total: changes.total }),
    right
  );
  const rowHeight = 23;
  const marks = { x: right.x + 64, width: 236 } as const;
  const direction = (key: 'up' | 'down') =>
    pen.softBlock(speak(words, `revision.${key}`), { x: marks.x, width: right.width - 64 });
  const height = changes.rows * rowHeight;
  const pitch = marks.width / marksPerRow;

  const drawn = (top: number) => {
    const box: PlotArea = { x: marks.x, y: top, width: marks.width, height };
    const middle = (row: number) => top + (row + 0.5) * rowHeight;
    const ticks = changeTicks(changes).map(({ said, row }) =>
      pen.soft(said, { x: marks.x - 14, y: top + row * rowHeight + baselineOffset, anchor: 'end' })
    );
    const all = changes.filled.map((bin) =>
      strokePath(scalePath(binPath(bin, changes.rows), box), {
        stroke: colours['line-strong'],
        width: pitch * 0.72
      })
    );
    const named = changes.named.map(({ column, row }) =>
      dot(marks.x + (column + 0.5) * pitch, middle(row), { fill: colours.ink, r: 8 })
    );
    const { moved, still, unchanged } = changes;
    const wanted = moved.map(({ row }) => middle(row) + baselineOffset);
    const baselines = spread(wanted, labelStep);
    const labels = moved.map(({ code, change, column }, index) => {
      const x = marks.x + (column + 1) * pitch + 12;
      const y = baselines[index]!;
      const name = revisionPlace(code, words);
      const said = changePhrase(change, words);
      const after = x + pen.measure(`${name} `, 'sans-bold', posterFontSize);
      const fits = after + pen.measure(said, 'sans', posterFontSize) <= right.x + right.width;
      return (
        pen.boldOnPaper(name, { x, y: fits ? y : y - labelStep / 2 }) +
        pen.softOnPaper(said, {
          x: fits ? after : x,
          y: fits ? y : y + labelStep / 2,
          fill: colours.ink
        })
      );
    });
    const at = { x: marks.x + marks.width + 16, width: right.width - 64 - marks.width - 16 };
    const said = speak(words, 'revision.unchanged', { unchanged: unchanged.count });
    const beside = stack(
      [
        pen.block(said, at),
        ...still.map(({ code }) => pen.boldBlock(revisionPlace(code, words), at))
      ],
      14
    );
    const besideTop = top + (unchanged.row + unchanged.rows / 2) * rowHeight - beside.height / 2;
    return [...ticks, ...all, ...named, ...labels, beside.draw(besideTop)].join('');
  };
  return stack([title, direction('up'), { height, draw: drawn }, direction('down')], 20);
}

export function revisionPoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const { panels, changes } = revisionFrame(data);
  const width = (left.width - left.gap * (left.columns - 1)) / left.columns;
  const pen = posterPen(measure);
  const key = releasesKey(data, words, pen);
  const { release } = data.internetUse.vintage;
  const blocks = panels.map((panel, index) =>
    panelBlock(
      panel,
      { x: (index % left.columns) * (width + left.gap), width },
      release,
      words,
      pen
    )
  );
  // Align the plots of a row at the foot.
  const rows = range(0, blocks.length, left.columns).map((from) =>
    columns(blocks.slice(from, from + left.columns), 'foot')
  );
  const drawn = stack([key, ...rows], 40);
  const spreadOut = changesBlock(changes, words, pen);
  const middle = right.x - (right.x - left.width) / 2;
  const height = Math.max(drawn.height, spreadOut.height);
  const hairline = strokePath(`M${middle} 0V${height.toFixed(2)}`, {
    stroke: colours.line,
    width: 2
  });
  return {
    height,
    markup: drawn.draw(0) + hairline + spreadOut.draw(0),
    accent: colours.c4
  };
}
