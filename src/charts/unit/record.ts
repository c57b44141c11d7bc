import { hasLabel, speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { Table } from '../chart.ts';
import { boundNumbers, boundPhrase } from '../phrases/bound-phrase.ts';
import { estimateSource, verificationPhrase } from '../phrases/verification-phrase.ts';
import type { LargeMark, LargeNumber, PictureRecord } from '../picture-record.ts';
import { boundedCell, endColumn, numberCell, startColumn, textCell } from '../table/cells.ts';
import { estimateSources } from '../table/table-source.ts';
import {
  isDrawn,
  peoplePerSquare,
  squaresPath,
  unitEstimatesOf,
  unitFrame,
  type UnitView
} from './frame.ts';

/** Blocks across the narrow space of a share card. */
const blocksAcross = 3;

function squaresOf(estimate: Estimate, words: Words): LargeMark {
  const frame = unitFrame(estimate, blocksAcross);
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
            kind: 'estimate',
            source: estimateSource(estimate, words)
          }))
  };
}

/** One row per card; ends of the bound in people (A12, V01). */
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
