import { boundEnd, boundPhrase } from '../../charts/phrases/bound-phrase.ts';
import { colours } from '../../charts/drawing/colours.ts';
import { element } from '../../charts/drawing/element.ts';
import { linePathOf } from '../../charts/drawing/plot.ts';
import { stack, type Block } from '../../charts/drawing/text-block.ts';
import { describeMarks } from '../../charts/unit/describe.ts';
import { markUnits, unitEstimatesOf, unitFrame, type UnitFrame } from '../../charts/unit/frame.ts';
import { marksPath, outline } from '../../charts/unit/marks-path.ts';
import { unitRecord } from '../../charts/unit/record.ts';
import { verificationPhrase } from '../../charts/phrases/verification-phrase.ts';
import { plainText } from '../../copy/markup.ts';
import type { ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatNumber } from '../../locale/numbers.ts';
import { estimateCredit } from '../../story/ledgers/estimate-credit.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { large, said, type Room, type SheetIn } from './film-sheet.ts';
import { at, block, type FilmPlan, type FilmStep } from './film-plan.ts';

/** An estimate in words: when and by whom, how many, and whom it counts. */
interface EstimateWords {
  published: string;
  figure: string;
  who: string;
}

/** Returns the squares of an estimate, with an arrow where it has no upper end. */
function squaresOf(frame: UnitFrame): Block {
  const paint = (kind: string) =>
    kind === 'filled' ? { fill: colours.estimate } : { fill: 'none', stroke: colours.estimate, 'stroke-width': outline };
  const edge = frame.reach + markUnits.pitch;
  return block(frame.height, (top) => {
    const marks = frame.groups.map((group) => element('path', { ...paint(group.kind), d: marksPath(frame, group) })).join('');
    const stroke = { stroke: colours.estimate, width: 3 } as const;
    const open =
      frame.open === 'right'
        ? linePathOf(`M${edge.toFixed(1)} ${top.toFixed(1)}v${frame.height.toFixed(1)}`, { ...stroke, dash: '4 6' }) +
          [0.2, 0.5, 0.8]
            .map((share) => linePathOf(`M${edge.toFixed(1)} ${(top + frame.height * share).toFixed(1)}h28m-8 -8l8 8l-8 8`, stroke))
            .join('')
        : '';
    return element('g', at(0, top, frame.scale), marks) + open;
  });
}

/** Returns what the squares stand for. */
function keysOf(estimate: Estimate, frame: UnitFrame, words: Words, picture: Room, side: number): Block[] {
  const number = (end: 'low' | 'high') => formatNumber(boundEnd(estimate, end), words.language);
  const key = (text: string, kind: 'filled' | 'outlined') => {
    const lines = said(text, { ...picture, width: picture.width - side * 1.6 });
    const shown = kind === 'filled' ? { fill: colours.estimate } : { fill: 'none', stroke: colours.estimate, 'stroke-width': 4 };
    return block(lines.height, (top) =>
      [
        element('rect', { x: 2, y: top, width: side - 4, height: side - 4, ...shown }),
        element('g', at(side * 1.6, 0), lines.draw(top))
      ].join('')
    );
  };
  return [
    key(speak(words, 'poster.unit.key', { per: frame.per }), 'filled'),
    ...(estimate.bound === 'range'
      ? [
          key(speak(words, 'unit.key.low', { low: number('low') }), 'filled'),
          key(speak(words, 'unit.key.rest', { high: number('high') }), 'outlined')
        ]
      : []),
    ...(frame.open === 'right' ? [said(speak(words, 'unit.open'), picture, 'sans-bold')] : [])
  ];
}

/** Returns the sheet of an estimate; where it is not `whole` yet, with the room for its squares and its remark left free. */
function sheetOf(estimate: Estimate, { published, figure, who }: EstimateWords, words: Words, whole: boolean): SheetIn {
  return ({ words: room, picture }) => {
    // Of one width on every card, so that a square's area stays in proportion to its people.
    const tall = picture.most > picture.width;
    const across = tall ? picture.width : Math.min(picture.width, 2 * picture.most * (picture.width > room.width ? 0.62 : 0.26));
    const frame = unitFrame(estimate, across);
    const keys = keysOf(estimate, frame, words, picture, room.text * 0.8);
    const all = stack([squaresOf(frame), stack(keys, room.text * 0.5)], room.text * 0.8);
    const remark = said(speak(words, `unit.${estimate.id}.note`), room, 'sans', colours['ink-soft']);
    return {
      above: [
        said(published, room, 'sans', colours['ink-soft']),
        large(figure, room, 2.6, 'serif', colours.estimate),
        said(who, room, 'sans-bold')
      ],
      picture: whole ? all : block(all.height, () => ''),
      below: [whole ? remark : block(remark.height, () => '')]
    };
  };
}

/** Returns the squares of each estimate, one estimate after another. */
export function demandFilm(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const estimates = unitEstimatesOf(data);
  const steps = estimates.flatMap((estimate): FilmStep[] => {
    const record = unitRecord(data, words, { estimate: estimate.id as 'nca-2018' });
    const seen = estimate.verification === 'primary' ? '' : `, ${verificationPhrase(estimate.verification, words)}`;
    const date = formatDate(estimate.published, words.language);
    const figure = boundPhrase(estimate, words);
    const who = speak(words, `unit.${estimate.id}.who`);
    const texts = { published: `${date} · ${speak(words, `unit.${estimate.id}.publisher`)}${seen}`, figure, who };
    return [
      // First whom the number counts, then its squares: all of them at once, for a part of them would be another number (standards V22).
      {
        seconds: 2,
        record,
        sheet: sheetOf(estimate, texts, words, false),
        caption: speak(words, 'unit.describe.card', { date, figure, who, marks: describeMarks(estimate, words) })
      },
      { seconds: 5, record, sheet: sheetOf(estimate, texts, words, true) }
    ];
  });
  const credits = [...new Set(estimates.map((estimate) => `${estimateCredit(estimate)}.`))];
  return {
    title: plainText(copy.figure?.title ?? copy.title),
    limits: speak(words, 'unit.describe.apart'),
    source: `${speak(words, 'figure.source')}: ${[...new Set(estimates.map(({ id }) => speak(words, `unit.${id}.publisher`)))].join('; ')}.`,
    credits,
    accent: colours.estimate,
    steps,
    still: steps.length - 1
  };
}
