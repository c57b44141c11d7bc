import { boundPhrase } from '../../charts/phrases/bound-phrase.ts';
import { colours } from '../../charts/drawing/colours.ts';
import { stack, type Block } from '../../charts/drawing/text-block.ts';
import { describeEstimate, dateAndPublisher } from '../../charts/unit/describe.ts';
import { unitEstimatesOf, unitFrame, type UnitFrame } from '../../charts/unit/frame.ts';
import { keyLine, rangeKey, squaresOf } from '../../charts/unit/poster.ts';
import { unitRecord } from '../../charts/unit/record.ts';
import { plainText } from '../../copy/markup.ts';
import type { ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import { estimateCredit } from '../../story/ledgers/cite-estimate.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import {
  block,
  large,
  textBlock,
  type FilmPlan,
  type FilmStep,
  type Room,
  type SheetIn
} from './film-sheet.ts';

const openPen = { shaft: 28, head: 8, width: 3, dash: '4 6' };

function keysOf(estimate: Estimate, frame: UnitFrame, words: Words, picture: Room): Block[] {
  const say = (text: string, x: number) =>
    textBlock(text, { ...picture, x, width: picture.width - x });
  const setting = { x: 0, swatch: picture.text * 0.8, say };
  return [
    keyLine(speak(words, 'poster.unit.key', { per: frame.per }), 'filled', setting),
    ...rangeKey(estimate, words, setting),
    ...(frame.open === 'right' ? [textBlock(speak(words, 'unit.open'), picture, 'sans-bold')] : [])
  ];
}

/** If not `whole`, reserves the room of the squares and the remark. */
function sheetOf(estimate: Estimate, words: Words, whole: boolean): SheetIn {
  return ({ words: room, picture }) => {
    // The same width on every sheet, so that area stays proportional to people.
    const tall = picture.most > picture.width;
    const across = tall
      ? picture.width
      : Math.min(picture.width, 2 * picture.most * (picture.width > room.width ? 0.62 : 0.26));
    const frame = unitFrame(estimate, across);
    const keys = keysOf(estimate, frame, words, picture);
    const all = stack([squaresOf(frame, openPen), stack(keys, room.text * 0.5)], room.text * 0.8);
    const remark = textBlock(
      speak(words, `unit.${estimate.id}.note`),
      room,
      'sans',
      colours['ink-soft']
    );
    return {
      above: [
        textBlock(dateAndPublisher(estimate, words), room, 'sans', colours['ink-soft']),
        large(boundPhrase(estimate, words), room, 2.6, 'serif', colours.estimate),
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
    title: plainText(copy.figure?.title ?? copy.title),
    limits: speak(words, 'unit.describe.apart'),
    source: `${speak(words, 'figure.source')}: ${[...new Set(estimates.map(({ id }) => speak(words, `unit.${id}.publisher`)))].join('; ')}.`,
    credits,
    accent: colours.estimate,
    steps
  };
}
