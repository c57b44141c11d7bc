import { hasLabel, speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { unitEstimates, type StoryData, type unitViews } from '#story/data.ts';
import type { Estimate } from '#story/ledgers/estimate.ts';
import type { Description, Table, LargeMark, LargeNumber, PictureRecord } from '../chart.ts';
import {
  boundNumber,
  boundNumbers,
  boundPhrase,
  estimateIn,
  estimateSource,
  verificationPhrase
} from '../phrases/ledger-phrases.ts';
import {
  boundedCell,
  endColumn,
  numberCell,
  startColumn,
  textCell,
  estimateSources
} from '../table/table-parts.ts';

export type UnitView = { estimate: (typeof unitViews | typeof unitEstimates)[number] | 'all' };

/**
 * Only the first estimate is drawn. The later ones would need a larger unit, and 300,000 people
 * would take a third of the area of 80,000 (V41): they are text.
 */
export const isDrawn = ({ id }: Pick<Estimate, 'id'>) => id === unitEstimates[0];

export const peoplePerSquare = 100;
/** Most squares of a picture (V22). */
const markCap = 2000;
/** Blocks of ten by ten can be counted: 10,000 people. */
const blockSide = 10;
/** Square, distance of squares, distance of blocks. Integers keep the path short. */
export const markUnits = { side: 3, pitch: 4, block: 42 } as const;
const blocksWidth = (blocks: number) =>
  blocks * markUnits.block -
  (markUnits.block - blockSide * markUnits.pitch) -
  (markUnits.pitch - markUnits.side);

/** Lengths are in `markUnits`. */
export type UnitFrame = ReturnType<typeof unitFrame>;

export function unitEstimatesOf(data: Pick<StoryData, 'estimates'>) {
  return unitEstimates.map((id) => estimateIn(data, id));
}

/**
 * The squares show the number exactly (V22).
 * @throws Error when the figure is no single number, no whole number of squares, or needs more than
 * 2,000.
 */
export function unitFrame(estimate: Estimate, blocksAcross = 4) {
  const { id, bound } = estimate;
  if (estimate.value === null)
    throw new Error(`${id} is bounded “${bound}”, and squares show one number. Print it as text.`);
  const people = boundNumber(estimate);
  const count = people / peoplePerSquare;
  if (!Number.isInteger(count))
    throw new Error(
      `${id}: ${people} people are not a whole number of squares of ${peoplePerSquare} (V10). Print it as text.`
    );
  if (count > markCap)
    throw new Error(
      `${id} needs ${count} squares, but a picture holds at most ${markCap} (V22). Print it as text.`
    );
  const blocks = Math.ceil(count / blockSide ** 2);
  return {
    count,
    blocksAcross,
    width: blocksWidth(Math.min(blocks, blocksAcross)),
    height: blocksWidth(Math.ceil(blocks / blocksAcross))
  };
}

/** Squares fill a block, then the next. One path for all keeps the page light. */
export function squaresPath({ count, blocksAcross }: UnitFrame) {
  const { side, pitch, block } = markUnits;
  const square = `h${side}v${side}h-${side}z`;
  return Array.from({ length: count }, (_, index) => {
    const column = index % blockSide;
    if (column > 0) return `m${pitch} 0${square}`;
    const at = Math.floor(index / blockSide ** 2);
    const row = Math.floor((index % blockSide ** 2) / blockSide);
    const x = (at % blocksAcross) * block;
    return `M${x} ${Math.floor(at / blocksAcross) * block + row * pitch}${square}`;
  }).join('');
}

/**
 * Every estimate with its bound, date and definition, the drawn one with its squares; and that they
 * are no trend (A13, V04).
 */
export function describeUnit(data: StoryData, words: Words): Description {
  const sentences = unitEstimatesOf(data).map((estimate) => describeEstimate(estimate, words));
  return {
    name: speak(words, 'unit.describe.name'),
    text: [...sentences, speak(words, 'unit.describe.apart')].join(' ')
  };
}

function describeEstimate(estimate: Estimate, words: Words) {
  return speak(words, 'unit.describe.card', {
    date: formatDate(estimate.published, words.language),
    figure: boundPhrase(estimate, words),
    who: speak(words, `unit.${estimate.id}.who`),
    marks: isDrawn(estimate) ? describeMarks(estimate, words) : ''
  }).trimEnd();
}

/** Names our source when it was not the publisher (V01). */
export function dateAndPublisher({ id, published, verification }: Estimate, words: Words) {
  const seen = verification === 'primary' ? '' : `, ${verificationPhrase(verification, words)}`;
  return `${formatDate(published, words.language)} · ${speak(words, `unit.${id}.publisher`)}${seen}`;
}

export const describeMarks = (estimate: Estimate, words: Words) =>
  speak(words, 'unit.marks', { count: unitFrame(estimate).count, per: peoplePerSquare });

function squaresOf(estimate: Estimate, words: Words): LargeMark {
  const frame = unitFrame(estimate, 3);
  return {
    form: 'squares',
    width: frame.width,
    height: frame.height,
    d: squaresPath(frame),
    key: speak(words, 'unit.key', { per: peoplePerSquare })
  };
}

/** The ends of each bound, never a value between them (V03). */
export function unitRecord(data: StoryData, words: Words, view: UnitView): PictureRecord {
  const estimates = unitEstimatesOf(data).filter(
    (estimate) =>
      view.estimate === 'all' ||
      (view.estimate === 'later' ? !isDrawn(estimate) : estimate.id === view.estimate)
  );
  const labelOf = (estimate: Estimate) => {
    // The picture says how a figure was verified; text alone names the press.
    const shared = `share.publisher.${estimate.id}`;
    return speak(words, 'share.unit', {
      who: speak(words, `unit.${estimate.id}.who`),
      publisher: speak(
        words,
        hasLabel(words.labels, shared) ? shared : `unit.${estimate.id}.publisher`
      ),
      date: formatDate(estimate.published, words.language)
    });
  };
  /** Sources that disagree about a bound are mentioned beside it (V05). */
  const disagreement = ({ id }: Estimate) => {
    const key = `share.disagreed.${id}`;
    return hasLabel(words.labels, key) ? { beside: speak(words, key) } : {};
  };
  const numbersOf = (estimate: Estimate) => boundNumbers(estimate, labelOf(estimate), words);
  return {
    numbers: estimates.flatMap(numbersOf),
    // Two labels and two credits have no space on one card: the step's words are shared.
    large:
      view.estimate === 'later'
        ? []
        : estimates.map((estimate): LargeNumber => ({
            text: boundPhrase(estimate, words),
            label: labelOf(estimate),
            ...disagreement(estimate),
            of: numbersOf(estimate).map(({ id }) => id),
            ...(isDrawn(estimate) ? { mark: squaresOf(estimate, words) } : {}),
            kind: 'count',
            source: estimateSource(estimate, words)
          }))
  };
}

export function unitTable(data: StoryData, words: Words): Table {
  const estimates = unitEstimatesOf(data);
  return {
    id: 'nca-estimates',
    caption: speak(words, 'unit.table.caption'),
    columns: [
      ...(['date', 'publisher', 'who', 'figure'] as const).map((key) =>
        startColumn(speak(words, `unit.table.${key}`))
      ),
      ...(['low', 'high'] as const).map((key) => endColumn(speak(words, `unit.table.${key}`))),
      startColumn(speak(words, 'table.checked'))
    ],
    rows: estimates.map((estimate) => ({
      header: formatDate(estimate.published, words.language),
      cells: [
        textCell(speak(words, `unit.${estimate.id}.publisher`)),
        textCell(speak(words, `unit.${estimate.id}.who`)),
        boundedCell(estimate, words),
        ...[estimate.low, estimate.high].map((value) => numberCell(value, words)),
        textCell(verificationPhrase(estimate.verification, words))
      ]
    })),
    notes: [
      speak(words, 'unit.describe.apart'),
      ...estimates.map((estimate) => speak(words, `unit.${estimate.id}.note`))
    ],
    sources: estimateSources(estimates)
  };
}
