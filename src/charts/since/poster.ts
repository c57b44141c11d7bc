import { least, range, sum } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import type { MeasureText } from '../drawing/face.ts';
import { dot, strokePath } from '../drawing/plot.ts';
import {
  markedBlock,
  pictureWidth,
  posterPen,
  baselineOffset,
  type PosterPen,
  type PosterPicture
} from '../drawing/poster.ts';
import { stack, type Block } from '../drawing/text-block.ts';
import { firstPublisher } from '../phrases/fact-publisher.ts';
import { datePhrase, itemPhrase, verificationNote, sinceList } from './describe.ts';
import type { SinceItem } from './frame.ts';

const gap = 56;
const columnWidth = (pictureWidth - gap) / 2;
/** From the rail to the words, and between entries. */
const indent = 40;
const between = 34;
const radius = 11;

function entry(item: SinceItem, x: number, words: Words, pen: PosterPen): Block {
  const source = `${datePhrase(item, words)} · ${firstPublisher(item.fact, words)}${verificationNote(item, words)}`;
  const at = { x: x + indent, width: columnWidth - indent };
  return stack([pen.softBlock(source, at), pen.block(itemPhrase(item, words), at)], 15);
}

/** Two columns, read one after the other. */
export function sincePoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const items = sinceList(data, words).flatMap((year) => year.items);
  const pen = posterPen(measure);
  const heights = items.map((item) => entry(item, 0, words, pen).height + between);
  const tallest = (inFirst: number) =>
    Math.max(sum(heights.slice(0, inFirst)), sum(heights.slice(inFirst)));
  const inFirst = least(range(1, items.length + 1), tallest) ?? 0;
  const columns = [items.slice(0, inFirst), items.slice(inFirst)].map((entries, index) => {
    const x = index * (columnWidth + gap);
    const blocks = entries.map((item) =>
      markedBlock(entry(item, x, words, pen), (middle) =>
        dot(x + radius, middle, { fill: colours.ink, r: radius, hollow: item.unconfirmed })
      )
    );
    const { height, draw } = stack(blocks, between);
    const foot = height - (blocks.at(-1)?.height ?? 0) + baselineOffset;
    const rail = strokePath(`M${x + radius} ${baselineOffset}V${foot.toFixed(2)}`, {
      stroke: colours['line-strong'],
      width: 3
    });
    return { height, markup: rail + draw(0) };
  });
  const listed = Math.max(...columns.map(({ height }) => height));
  const keyTop = listed + 44;
  const unconfirmed = items.some((item) => item.unconfirmed);
  const key = markedBlock(
    pen.softBlock(speak(words, 'poster.since.unconfirmed'), { x: indent }),
    (middle) => dot(radius, middle, { fill: colours.ink, r: radius, hollow: true })
  );
  const notes = stack(
    [...(unconfirmed ? [key] : []), pen.softBlock(speak(words, 'since.note.left-out'))],
    20
  );
  return {
    height: keyTop + notes.height,
    markup: [...columns.map(({ markup }) => markup), notes.draw(keyTop)].join(''),
    accent: colours.ink
  };
}
