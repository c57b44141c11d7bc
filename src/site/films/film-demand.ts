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
import {
  block,
  drawnBlock,
  large,
  textBlock,
  type FilmPlan,
  type FilmStep,
  type SheetIn
} from './film-sheet.ts';

/** If not `whole`, reserves the room of the squares and the remark. */
function sheetOf(estimate: Estimate, words: Words, whole: boolean): SheetIn {
  return ({ words: room, picture }) => {
    // Four blocks across and two down.
    const shown = { ...picture, width: Math.min(picture.width, picture.most) };
    const all = isDrawn(estimate)
      ? drawnBlock(figureOf('demand'), shown, (drawn) => [
          { drawing: drawSquares(estimate, { ...drawn, isLow: true }) },
          squareKey(words)
        ])
      : block(0, () => '');
    const remark = textBlock(
      speak(words, `unit.${estimate.id}.note`),
      room,
      'sans',
      colours['ink-soft']
    );
    return {
      above: [
        textBlock(dateAndPublisher(estimate, words), room, 'sans', colours['ink-soft']),
        large(boundPhrase(estimate, words), room, 2.6, 'serif'),
        textBlock(speak(words, `unit.${estimate.id}.who`), room, 'sans-bold')
      ],
      picture: whole ? all : block(all.height, () => ''),
      below: [whole ? remark : block(remark.height, () => '')]
    };
  };
}

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
    title: findingOf(copy),
    limits: speak(words, 'unit.describe.apart'),
    source: `${speak(words, 'figure.source')}: ${[...new Set(estimates.map(({ id }) => speak(words, `unit.${id}.publisher`)))].join('; ')}.`,
    credits,
    accent: colours.ink,
    steps
  };
}
