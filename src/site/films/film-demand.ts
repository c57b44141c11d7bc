import { boundPhrase } from '../../charts/phrases/bound-phrase.ts';
import { colours } from '../../charts/drawing/colours.ts';
import { figureOf } from '../../charts/figures.ts';
import { drawSquares, squareKey } from '../../charts/unit/draw.ts';
import {
  dateAndPublisher,
  describeEstimate,
  isDrawn,
  unitEstimatesOf,
  unitRecord
} from '../../charts/unit/record.ts';
import { findingOf, type ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import { estimateCredit } from '../../story/ledgers/cite-estimate.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { FilmPlan, FilmStep, SheetIn } from './film-sheet.ts';

/** The squares and the remark come with the second step. */
const sheetOf =
  (estimate: Estimate, words: Words, whole: boolean): SheetIn =>
  (room) => ({
    words: [
      { text: dateAndPublisher(estimate, words), look: 'hint' },
      { text: boundPhrase(estimate, words), look: 'numeral' },
      { text: speak(words, `unit.${estimate.id}.who`), look: 'heading' }
    ],
    ...(whole && {
      picture: isDrawn(estimate)
        ? [
            // Four blocks across and two down.
            {
              drawing: drawSquares(estimate, {
                ...room,
                width: Math.min(room.width, room.most),
                isLow: true
              })
            },
            squareKey(words)
          ]
        : [],
      after: [{ text: speak(words, `unit.${estimate.id}.note`), look: 'hint' }]
    })
  });

export function demandFilm(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const estimates = unitEstimatesOf(data);
  const steps = estimates.flatMap((estimate): FilmStep[] => {
    const record = unitRecord(data, words, { estimate: estimate.id as 'nca-2018' });
    return [
      // All squares at once: a part of them would be another number (V22).
      {
        seconds: 2.4,
        record,
        sheet: sheetOf(estimate, words, false),
        caption: describeEstimate(estimate, words, '').trim(),
        transcript: describeEstimate(estimate, words)
      },
      { seconds: 5.6, record, sheet: sheetOf(estimate, words, true) }
    ];
  });
  const credits = [...new Set(estimates.map((estimate) => `${estimateCredit(estimate)}.`))];
  return {
    figure: figureOf('demand'),
    title: findingOf(copy),
    limits: speak(words, 'unit.describe.apart'),
    source: `${speak(words, 'figure.source')}: ${[...new Set(estimates.map(({ id }) => speak(words, `unit.${id}.publisher`)))].join('; ')}.`,
    credits,
    accent: colours.ink,
    steps
  };
}
