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
  blockSide,
  markUnits,
  blocksWidth,
  unitEstimatesOf,
  unitFrame,
  type UnitView
} from './frame.ts';
import { squaresPath, openBoundPaths } from './marks-path.ts';

/** A share card has a narrow space for the squares. */
const blocksAcross = 3;
/** In `markUnits`. */
const openPen = { shaft: 20, head: 6, line: 2 } as const;

/** In `markUnits`; arrows for an open bound (V02). */
function squaresOf(estimate: Estimate, words: Words): LargeMark {
  const drawn = unitFrame(estimate, 1);
  const frame = { ...drawn, columns: blocksAcross * blockSide };
  const blocks = Math.ceil((drawn.filled + drawn.outlined) / blockSide ** 2);
  const reach = blocksWidth(Math.min(blocks, blocksAcross));
  const height = blocksWidth(Math.ceil(blocks / blocksAcross));
  const open = drawn.open === 'right' ? openBoundPaths({ reach, height }, openPen).arrows : [];
  return {
    form: 'squares',
    width: reach + (open.length && markUnits.pitch + openPen.shaft + openPen.line),
    height,
    paths: [
      ...frame.groups.map((group) => ({
        d: squaresPath(frame, group),
        outlined: group.kind === 'outlined'
      })),
      ...open.map((d) => ({ d, outlined: true, line: openPen.line }))
    ],
    key: speak(words, 'unit.key.100', { per: frame.per })
  };
}

/** The ends of each bound, never a value between them (V03). */
export function unitRecord(data: StoryData, words: Words, view: UnitView): PictureRecord {
  const estimates = unitEstimatesOf(data).filter(
    ({ id }, index) =>
      view.estimate === 'all' || (view.estimate === 'later' ? index > 0 : id === view.estimate)
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
            mark: squaresOf(estimate, words),
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
      ...(['low', 'high', 'per', 'filled', 'outlined'] as const).map((key) =>
        endColumn(speak(words, `unit.table.${key}`))
      ),
      startColumn(speak(words, 'table.checked'))
    ],
    rows: estimates.map((estimate) => {
      const { per, filled, outlined } = unitFrame(estimate, 1);
      return {
        header: formatDate(estimate.published, words.language),
        cells: [
          textCell(speak(words, `unit.${estimate.id}.publisher`)),
          textCell(speak(words, `unit.${estimate.id}.who`)),
          boundedCell(estimate, words),
          ...[estimate.low, estimate.high, per, filled, outlined].map((value) =>
            numberCell(value, words)
          ),
          textCell(verificationPhrase(estimate.verification, words))
        ]
      };
    }),
    notes: [
      speak(words, 'unit.describe.apart'),
      ...estimates.map((estimate) => speak(words, `unit.${estimate.id}.note`))
    ],
    sources: estimateSources(estimates)
  };
}
