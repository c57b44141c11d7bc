import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import type { Measure } from '../drawing/face.ts';
import { dot, linePathOf } from '../drawing/plot.ts';
import { markedBlock, pictureWidth, posterPen, toBaseline, type PosterPen, type PosterPicture } from '../drawing/poster.ts';
import { stack, type Block } from '../drawing/text-block.ts';
import { firstPublisher } from '../phrases/fact-publisher.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { datePhrase, itemPhrase, sinceList } from './describe.ts';
import type { SinceItem } from './frame.ts';

const gap = 56;
const columnWidth = (pictureWidth - gap) / 2;
/** From the rail to the words, and from one entry to the next. */
const indent = 40;
const between = 34;
const radius = 11;

function entry(item: SinceItem, x: number, words: Words, pen: PosterPen): Block {
  const seen = item.fact.verification === 'primary' ? '' : ` (${verificationPhrase(item.fact.verification, words)})`;
  const publisher = firstPublisher(item.fact, words);
  const at = { x: x + indent, width: columnWidth - indent };
  return stack([pen.softBlock(`${datePhrase(item, words)} · ${publisher}${seen}`, at), pen.block(itemPhrase(item, words), at)], 15);
}

/** Returns the timeline as two columns, read one after the other. */
export function sincePoster(data: StoryData, words: Words, measure: Measure): PosterPicture {
  const items = sinceList(data, words).flatMap((year) => year.items);
  const pen = posterPen(measure);
  const heights = items.map((item) => entry(item, 0, words, pen).height + between);
  const sum = (some: readonly number[]) => some.reduce((all, height) => all + height, 0);
  const tallest = (inFirst: number) => Math.max(sum(heights.slice(0, inFirst)), sum(heights.slice(inFirst)));
  const inFirst = items.map((_, index) => index + 1).sort((one, other) => tallest(one) - tallest(other))[0] ?? 0;
  const columns = [items.slice(0, inFirst), items.slice(inFirst)].map((entries, index) => {
    const x = index * (columnWidth + gap);
    let top = 0;
    let lastTop = 0;
    const drawn = entries.map((item) => {
      const block = entry(item, x, words, pen);
      const marked = dot(x + radius, top + toBaseline, { fill: colours.ink, r: radius, hollow: item.unconfirmed });
      lastTop = top;
      top += block.height + between;
      return marked + block.draw(top - block.height - between);
    });
    const rail = linePathOf(`M${x + radius} ${toBaseline}V${(lastTop + toBaseline).toFixed(2)}`, {
      stroke: colours['line-strong'],
      width: 3
    });
    return { height: top - between, markup: rail + drawn.join('') };
  });
  const listed = Math.max(...columns.map(({ height }) => height));
  const keyTop = listed + 44;
  const unconfirmed = items.some((item) => item.unconfirmed);
  const key = markedBlock(pen.softBlock(speak(words, 'poster.since.unconfirmed'), { x: indent }), (middle) =>
    dot(radius, middle, { fill: colours.ink, r: radius, hollow: true })
  );
  const notes = stack([...(unconfirmed ? [key] : []), pen.softBlock(speak(words, 'since.note.left-out'))], 20);
  return {
    height: keyTop + notes.height,
    markup: [...columns.map(({ markup }) => markup), notes.draw(keyTop)].join(''),
    accent: colours.ink
  };
}
