import { max } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundEnd, boundPhrase } from '../phrases/bound-phrase.ts';
import { colours } from '../drawing/colours.ts';
import { element, moveTo } from '../drawing/element.ts';
import type { MeasureText } from '../drawing/face.ts';
import { strokePath } from '../drawing/plot.ts';
import { pictureWidth, posterPen, type PosterPen, type PosterPicture } from '../drawing/poster.ts';
import { fittedBlock, stack, type Block } from '../drawing/text-block.ts';
import { fitText } from '../drawing/wrap-text.ts';
import { dateAndPublisher } from './describe.ts';
import { markUnits, unitEstimatesOf, unitFrame, type UnitFrame } from './frame.ts';
import { squaresPath, openBoundPaths, outlineWidth } from './marks-path.ts';

/** With a hairline in the middle: nothing connects one card to the next (V04). */
const gap = 56;
/** Distances between the rows of a card. */
const rows = { figure: 30, who: 34, marks: 32, key: 26, line: 14, note: 30, foot: 40 } as const;
const figureSizes = [64, 60, 56, 52, 48, 44, 40] as const;
const swatch = 22;

/** Length of an arrow and of its head, line width, and dashes of the edge. */
const openPen = { shaft: 24, head: 7, width: 2.5, dash: '4 5' };

const paintOf = (kind: 'filled' | 'outlined', width: number) =>
  kind === 'filled'
    ? { fill: colours.estimate }
    : { fill: 'none', stroke: colours.estimate, 'stroke-width': width };

export function squaresOf(
  frame: UnitFrame,
  { shaft, head, width, dash }: typeof openPen,
  x = 0
): Block {
  const squares = frame.groups
    .map((group) =>
      element('path', { ...paintOf(group.kind, outlineWidth), d: squaresPath(frame, group) })
    )
    .join('');
  const line = { stroke: colours.estimate, width } as const;
  const { edge, arrows } = openBoundPaths(frame, { x, shaft, head });
  const open =
    frame.open === 'right'
      ? [strokePath(edge, { ...line, dash }), ...arrows.map((arrow) => strokePath(arrow, line))]
      : [];
  return {
    height: frame.height,
    draw: (top) =>
      element('g', { transform: `${moveTo(x, top)} scale(${frame.scale.toFixed(5)})` }, squares) +
      element('g', { transform: moveTo(0, top) }, open.join(''))
  };
}

/** With the label of an open bound. */
function marks(frame: UnitFrame, x: number, words: Words, pen: PosterPen): Block {
  const squares = squaresOf(frame, openPen, x);
  if (frame.open !== 'right') return squares;
  const beside = frame.reach + markUnits.pitch + openPen.shaft + 10;
  const said = pen.boldBlock(speak(words, 'unit.open'), {
    x: x + beside,
    width: frame.width - beside
  });
  return {
    height: Math.max(frame.height, said.height),
    draw: (top) =>
      squares.draw(top) + said.draw(top + Math.max(0, (frame.height - said.height) / 2))
  };
}

interface KeySetting {
  x: number;
  swatch: number;
  say: (text: string, x: number) => Block;
}

/** `side` is smaller for a square that represents fewer people. */
export function keyLine(
  text: string,
  kind: 'filled' | 'outlined',
  { x, swatch, say }: KeySetting,
  side = swatch
): Block {
  const said = say(text, x + swatch + 14);
  const ring = kind === 'outlined' ? 4 : 0;
  const from = (swatch - side + ring) / 2;
  const square = element('rect', {
    x: from,
    y: from,
    width: side - ring,
    height: side - ring,
    ...paintOf(kind, ring)
  });
  return {
    height: Math.max(said.height, swatch),
    draw: (top) => element('g', { transform: moveTo(x, top - 3) }, square) + said.draw(top)
  };
}

/** The two ends of a range; empty for other estimates. */
export function rangeKey(estimate: Estimate, words: Words, setting: KeySetting): Block[] {
  if (estimate.bound !== 'range') return [];
  const end = (key: 'low' | 'high') => formatNumber(boundEnd(estimate, key), words.language);
  return [
    keyLine(speak(words, 'unit.key.low', { low: end('low') }), 'filled', setting),
    keyLine(speak(words, 'unit.key.rest', { high: end('high') }), 'outlined', setting)
  ];
}

/**
 * All squares on one scale; nothing joins the cards: their differences are not growth (V04, V22).
 */
export function unitPoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const estimates = unitEstimatesOf(data);
  const pen = posterPen(measure);
  const columns = estimates.length;
  const width = (pictureWidth - gap * (columns - 1)) / columns;

  const figure = { width, most: 2, face: 'serif' } as const;
  const figureSize = Math.min(
    ...estimates.map(
      (estimate) =>
        fitText(boundPhrase(estimate, words), { ...figure, sizes: figureSizes }, measure).size
    )
  );
  const framed = estimates.map((estimate) => ({ estimate, frame: unitFrame(estimate, width) }));
  const largest = max(framed, ({ frame }) => frame.per) ?? 0;
  const cards = framed.map(({ estimate, frame }, index) => {
    const x = index * (width + gap);
    const key = {
      x,
      swatch,
      say: (text: string, left: number) => pen.block(text, { x: left, width: x + width - left })
    };
    const perMark = keyLine(
      speak(words, 'poster.unit.key', { per: frame.per }),
      'filled',
      key,
      swatch * Math.sqrt(frame.per / largest)
    );
    const at = { x, width };
    const serif = { x, face: 'serif', fill: colours.estimate, leading: 1.1, measure } as const;
    return {
      source: pen.softBlock(dateAndPublisher(estimate, words), at),
      figure: fittedBlock(
        boundPhrase(estimate, words),
        { width, most: 2, sizes: [figureSize] },
        serif,
        measure
      ),
      who: pen.boldBlock(speak(words, `unit.${estimate.id}.who`), at),
      marks: marks(frame, x, words, pen),
      key: stack([perMark, ...rangeKey(estimate, words, key)], rows.line),
      note: pen.softBlock(speak(words, `unit.${estimate.id}.note`), at),
      x
    };
  });
  const tallest = (row: 'source' | 'figure' | 'who' | 'note') =>
    Math.max(...cards.map((card) => card[row].height));

  const figureTop = tallest('source') + rows.figure;
  const whoTop = figureTop + tallest('figure') + rows.who;
  const marksTop = whoTop + tallest('who') + rows.marks;
  const keyTop = (card: { marks: Block }) => marksTop + card.marks.height + rows.key;
  const noteTop = Math.max(...cards.map((card) => keyTop(card) + card.key.height)) + rows.note;
  const cardsEnd = noteTop + tallest('note');
  const apartTop = cardsEnd + rows.foot;
  const apart = pen.boldBlock(speak(words, 'unit.describe.apart'));

  const drawn = cards.map((card) =>
    [
      card.source.draw(0),
      card.figure.draw(figureTop),
      card.who.draw(whoTop),
      card.marks.draw(marksTop),
      card.key.draw(keyTop(card)),
      card.note.draw(noteTop)
    ].join('')
  );
  const hairlines = cards.slice(1).map(({ x }) =>
    strokePath(`M${(x - gap / 2).toFixed(2)} 0V${cardsEnd.toFixed(2)}`, {
      stroke: colours.line,
      width: 2
    })
  );
  return {
    height: apartTop + apart.height,
    markup: [...drawn, ...hairlines, apart.draw(apartTop)].join(''),
    accent: colours.estimate
  };
}
