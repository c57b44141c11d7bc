import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { textLine } from '../drawing/element.ts';
import type { Measure } from '../drawing/face.ts';
import { dot, gridLines, linePathOf, stretchPath, textOnPaper, type Box } from '../drawing/plot.ts';
import {
  boldLabel,
  labelStep,
  markedBlock,
  pictureWidth,
  posterBlock,
  posterText,
  softLabel,
  toBaseline,
  type PosterPicture
} from '../drawing/poster.ts';
import { spread } from '../drawing/spread.ts';
import { stack, type Block } from '../drawing/text-block.ts';
import { changePhrase, panelReading, revisionPlace } from './describe.ts';
import {
  changeTicks,
  marksPerRow,
  marksPath,
  revisionFrame,
  revisionLevels,
  revisionPath,
  revisionYears,
  type ChangesFrame,
  type RevisionPanel
} from './frame.ts';

/** The panels at the left, two by two, and the distribution at the right. */
const left = { width: 500, columns: 2, gap: 36 } as const;
const right = { x: 564, width: pictureWidth - 564 } as const;

/** Returns one economy then and now. `release` is that shown. */
function panelBlock(panel: RevisionPanel, { x, width }: Pick<Box, 'x' | 'width'>, release: string, words: Words, measure: Measure): Block {
  const name = posterBlock(revisionPlace(panel.code, words), measure, { x, width, face: 'sans-bold' });
  const reading = posterBlock(panelReading(panel, release, words), measure, { x, width, fill: colours['ink-soft'] });
  const plotHeight = 150;
  const plot = (top: number) => {
    const box: Box = { x, y: top, width, height: plotHeight };
    const line = (end: 'then' | 'now') => stretchPath(revisionPath(panel, end), box);
    const foot = top + plotHeight + 34;
    return [
      gridLines(box, revisionLevels),
      textOnPaper(formatPercent(100, words.language), { ...softLabel, x, y: top + posterText + 2 }, measure),
      linePathOf(line('then'), { stroke: colours['line-strong'], width: 11 }),
      linePathOf(line('now'), { stroke: colours.c4, width: 4 }),
      textLine(String(revisionYears.from), { ...softLabel, x, y: foot, measure }),
      textLine(String(revisionYears.to), { ...softLabel, x: x + width, y: foot, measure, anchor: 'end' })
    ].join('');
  };
  return stack([name, reading, { height: plotHeight + 34, draw: plot }], 18);
}

/** Returns the two releases as the panels draw them. */
function releasesKey(data: StoryData, words: Words, measure: Measure): Block {
  const entry = (release: 'then' | 'now', vintage: string): Block => {
    const said = posterBlock(speak(words, `revision.key.${release}`, { release: formatDate(vintage, words.language) }), measure, {
      x: 60,
      width: left.width - 60
    });
    const look = release === 'then' ? { stroke: colours['line-strong'], width: 11 } : { stroke: colours.c4, width: 4 };
    return markedBlock(said, (middle) => linePathOf(`M6 ${middle.toFixed(2)}h34`, look));
  };
  return stack([entry('then', data.then!.vintage.release), entry('now', data.internetUse.vintage.release)], 18);
}

/** Returns every economy's change as a mark on a scale that is even but for the rows of no change; few are named (standards S01, V24). */
function changesBlock(changes: ChangesFrame, words: Words, measure: Measure): Block {
  const title = posterBlock(speak(words, 'revision.spread', { year: String(changes.year), total: changes.total }), measure, {
    x: right.x,
    width: right.width,
    face: 'sans-bold'
  });
  const direction = (key: 'up' | 'down') =>
    posterBlock(speak(words, `revision.${key}`), measure, { x: right.x + 64, width: right.width - 64, fill: colours['ink-soft'] });
  const rowHeight = 23;
  const marks = { x: right.x + 64, width: 236 } as const;
  const height = changes.rows * rowHeight;
  const pitch = marks.width / marksPerRow;

  const drawn = (top: number) => {
    const box: Box = { x: marks.x, y: top, width: marks.width, height };
    const middle = (row: number) => top + (row + 0.5) * rowHeight;
    const ticks = changeTicks(changes).map(({ said, row }) =>
      textLine(said, { ...softLabel, x: marks.x - 14, y: top + row * rowHeight + toBaseline, anchor: 'end', measure })
    );
    const all = changes.bins
      .filter(({ count }) => count > 0)
      .map((bin) => linePathOf(stretchPath(marksPath(bin, changes.rows), box), { stroke: colours['line-strong'], width: pitch * 0.72 }));
    const named = changes.named.map(({ column, row }) => dot(marks.x + (column + 0.5) * pitch, middle(row), { fill: colours.ink, r: 8 }));
    const moved = changes.named.filter(({ change }) => change !== 0);
    const baselines = spread(
      moved.map(({ row }) => middle(row) + toBaseline),
      labelStep
    );
    const labels = moved.map(({ code, change, column }, index) => {
      const x = marks.x + (column + 1) * pitch + 12;
      const y = baselines[index]!;
      const name = revisionPlace(code, words);
      const said = changePhrase(change, words);
      const after = x + measure(`${name} `, 'sans-bold', posterText);
      const fits = after + measure(said, 'sans', posterText) <= right.x + right.width;
      return (
        textOnPaper(name, { ...boldLabel, x, y: fits ? y : y - labelStep / 2 }, measure) +
        textOnPaper(said, { ...boldLabel, face: 'sans', x: fits ? after : x, y: fits ? y : y + labelStep / 2 }, measure)
      );
    });
    const unchanged = changes.bins.find((bin) => bin.direction === 'none')!;
    const still = changes.named.filter(({ change }) => change === 0);
    const besideX = marks.x + marks.width + 16;
    const beside = stack(
      [
        posterBlock(speak(words, 'revision.unchanged', { unchanged: unchanged.count }), measure, {
          x: besideX,
          width: right.x + right.width - besideX
        }),
        ...still.map(({ code }) =>
          posterBlock(revisionPlace(code, words), measure, { x: besideX, width: right.x + right.width - besideX, face: 'sans-bold' })
        )
      ],
      14
    );
    const at = top + (unchanged.row + unchanged.rows / 2) * rowHeight - beside.height / 2;
    return [...ticks, ...all, ...named, ...labels, beside.draw(at)].join('');
  };
  return stack([title, direction('up'), { height, draw: drawn }, direction('down')], 20);
}

/** Returns the panels of then and now beside the distribution of all changes. */
export function revisionPoster(data: StoryData, words: Words, measure: Measure): PosterPicture {
  const { panels, changes } = revisionFrame(data);
  const width = (left.width - left.gap * (left.columns - 1)) / left.columns;
  const key = releasesKey(data, words, measure);
  const { release } = data.internetUse.vintage;
  const blocks = panels.map((panel, index) =>
    panelBlock(panel, { x: (index % left.columns) * (width + left.gap), width }, release, words, measure)
  );
  let top = key.height + 40;
  const drawn: string[] = [key.draw(0)];
  for (let row = 0; row * left.columns < blocks.length; row++) {
    const inRow = blocks.slice(row * left.columns, (row + 1) * left.columns);
    const tallest = Math.max(...inRow.map(({ height }) => height));
    // Plots of a row stand on one line, whatever is written above them.
    drawn.push(...inRow.map((block) => block.draw(top + tallest - block.height)));
    top += tallest + 40;
  }
  const spreadOut = changesBlock(changes, words, measure);
  const middle = right.x - (right.x - left.width) / 2;
  const height = Math.max(top - 40, spreadOut.height);
  return {
    height,
    markup: [...drawn, linePathOf(`M${middle} 0V${height.toFixed(2)}`, { stroke: colours.line, width: 2 }), spreadOut.draw(0)].join(''),
    accent: colours.c4
  };
}
