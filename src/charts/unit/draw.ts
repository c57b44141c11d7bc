import { speak } from '#copy/words.ts';
import type { Estimate } from '#story/ledgers/estimate.ts';
import { element } from '../drawing/element.ts';
import { areBeside, type Drawing, type DrawParts, type Part, type Room } from '../drawing/parts.ts';
import type { Figure } from '../figure.ts';
import { boundNumbers, boundPhrase } from '../phrases/ledger-phrases.ts';
import {
  dateAndPublisher,
  describeMarks,
  isDrawn,
  markUnits,
  peoplePerSquare,
  squaresPath,
  unitEstimatesOf,
  unitFrame
} from './record.ts';

const above = 6;
/** Offset of a square near the middle, across and down. The story starts from it. */
const middleSquare = markUnits.block + 4 * markUnits.pitch;

export function drawSquares(estimate: Estimate, { width, isLow }: Omit<Room, 'measure'>): Drawing {
  const frame = unitFrame(estimate, isLow || areBeside(width) ? 4 : 3);
  const scale = width / frame.width;
  const d = squaresPath(frame);
  const first = [middleSquare, markUnits.side, frame.width].join(' ');
  const squares = element('path', { class: 'squares', d, 'data-first': first });
  return {
    width,
    height: Math.ceil(frame.height * scale) + above,
    markup: element('g', { transform: `translate(0 ${above}) scale(${scale.toFixed(4)})` }, squares)
  };
}

/** Nothing connects one estimate to the next (V04), and only the first has marks (V41). */
export const drawUnit: DrawParts = (data, words, room) => [
  ...unitEstimatesOf(data).map((estimate): Part => {
    const { id } = estimate;
    const marks: Part[] = isDrawn(estimate)
      ? [
          { drawing: drawSquares(estimate, room), name: describeMarks(estimate, words) },
          {
            text: speak(words, 'unit.key', { per: peoplePerSquare }),
            look: 'plain',
            sample: element('path', { class: 'squares', d: 'M5 0h14v14H5z' })
          }
        ]
      : [];
    return {
      data: { part: id },
      parts: [
        { text: dateAndPublisher(estimate, words), look: 'hint' },
        {
          text: boundPhrase(estimate, words),
          look: 'numeral',
          number: boundNumbers(estimate, '', words)
            .map((one) => one.id)
            .join(' ')
        },
        { text: speak(words, `unit.${id}.who`), look: 'plain' },
        ...marks,
        { text: speak(words, `unit.${id}.note`), look: 'hint' }
      ]
    };
  }),
  { text: speak(words, 'unit.describe.apart'), look: 'warning', isForPosters: true },
  {
    data: { alone: 'first' },
    isForStage: true,
    parts: [{ text: speak(words, 'unit.key', { per: peoplePerSquare }), look: 'numeral' }]
  }
];

/** Two statements as type. “later” is shown only where the picture stands still. */
export const unitType: NonNullable<Figure['type']> = (data, words) => ({
  'nca-statement-abroad': {
    lines: [
      { text: speak(words, 'unit.payers.words'), look: 'numeral' },
      { text: speak(words, 'unit.payers.source'), look: 'hint' }
    ]
  },
  'europol-2015': {
    lines: [
      { text: speak(words, 'unit.profit.words'), look: 'numeral' },
      { text: speak(words, 'unit.profit.source'), look: 'hint' }
    ]
  },
  later: {
    isRepeated: true,
    lines: unitEstimatesOf(data)
      .filter((estimate) => !isDrawn(estimate))
      .flatMap((estimate) => [
        { text: boundPhrase(estimate, words), look: 'numeral' },
        { text: dateAndPublisher(estimate, words), look: 'hint' }
      ])
  }
});
