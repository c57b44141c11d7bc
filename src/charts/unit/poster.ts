import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { colours } from '../drawing/colours.ts';
import { element, moveTo } from '../drawing/element.ts';
import type { MeasureText } from '../drawing/face.ts';
import { strokePath } from '../drawing/plot.ts';
import { pictureWidth, posterPen, type PosterPicture } from '../drawing/poster.ts';
import { fittedBlock, stack, type Block } from '../drawing/text-block.ts';
import { fitText } from '../drawing/wrap-text.ts';
import { dateAndPublisher } from './describe.ts';
import { isDrawn, peoplePerSquare, squaresPath, unitEstimatesOf, unitFrame } from './frame.ts';

/** Nothing connects one card to the next (V04). */
const gap = 72;
/** Distances between the rows of a card, and before the last line. */
const rows = { card: 30, later: 56, foot: 40 } as const;
const figureSizes = [64, 60, 56, 52, 48, 44, 40] as const;

/** The squares of an estimate, as wide as `width`. */
export function squaresOf(estimate: Estimate, width: number, x = 0): Block {
  const frame = unitFrame(estimate);
  const scale = width / frame.width;
  const squares = element('path', { fill: colours.estimate, d: squaresPath(frame) });
  return {
    height: frame.height * scale,
    draw: (top) =>
      element('g', { transform: `${moveTo(x, top)} scale(${scale.toFixed(5)})` }, squares)
  };
}

/** A square beside the number of people that it stands for. */
export function keyLine(
  words: Words,
  x: number,
  side: number,
  say: (text: string, x: number) => Block
): Block {
  const said = say(speak(words, 'poster.unit.key', { per: peoplePerSquare }), x + side + 14);
  const square = element('rect', { width: side, height: side, fill: colours.estimate });
  return {
    height: Math.max(said.height, side),
    draw: (top) => element('g', { transform: moveTo(x, top - 3) }, square) + said.draw(top)
  };
}

/** The first estimate with its squares; beside it the later ones, as text (V04, V41). */
export function unitPoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const estimates = unitEstimatesOf(data);
  const pen = posterPen(measure);
  const width = (pictureWidth - gap) / 2;
  const size = Math.min(
    ...estimates.map(
      (estimate) =>
        fitText(
          boundPhrase(estimate, words),
          { width, most: 2, face: 'serif', sizes: figureSizes },
          measure
        ).size
    )
  );
  const cardOf = (estimate: Estimate, x: number): Block => {
    const at = { x, width };
    const marks = isDrawn(estimate)
      ? [
          squaresOf(estimate, width, x),
          keyLine(words, x, 22, (text, left) =>
            pen.block(text, { x: left, width: x + width - left })
          )
        ]
      : [];
    return stack(
      [
        pen.softBlock(dateAndPublisher(estimate, words), at),
        fittedBlock(
          boundPhrase(estimate, words),
          { width, most: 2, sizes: [size] },
          { x, face: 'serif', fill: colours.estimate, leading: 1.1 },
          measure
        ),
        pen.boldBlock(speak(words, `unit.${estimate.id}.who`), at),
        ...marks,
        pen.softBlock(speak(words, `unit.${estimate.id}.note`), at)
      ],
      rows.card
    );
  };
  const drawn = stack(
    estimates.filter(isDrawn).map((estimate) => cardOf(estimate, 0)),
    rows.later
  );
  const later = stack(
    estimates.filter((one) => !isDrawn(one)).map((one) => cardOf(one, width + gap)),
    rows.later
  );
  const end = Math.max(drawn.height, later.height);
  const apart = pen.boldBlock(speak(words, 'unit.describe.apart'));
  const hairline = strokePath(`M${width + gap / 2} 0V${end.toFixed(2)}`, {
    stroke: colours.line,
    width: 2
  });
  return {
    height: end + rows.foot + apart.height,
    markup: drawn.draw(0) + later.draw(0) + hairline + apart.draw(end + rows.foot),
    accent: colours.estimate
  };
}
