import { hasLabel, speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundNumbers, boundPhrase } from '../phrases/bound-phrase.ts';
import type { LargeMark, LargeNumber, PictureRecord } from '../picture-record.ts';
import { estimateSource } from '../phrases/verification-phrase.ts';
import { blockSide, reachOf, unitEstimatesOf, unitFrame, type UnitView } from './frame.ts';
import { marksPath } from './marks-path.ts';

/** Blocks of squares side by side on a share card, which has a narrow place for them. */
const blocksAcross = 3;

/** The estimate's squares, in the whole units of `markUnits`. */
function squaresOf(estimate: Estimate, words: Words): LargeMark {
  const sheet = unitFrame(estimate, 1);
  const frame = { ...sheet, columns: blocksAcross * blockSide };
  const blocks = Math.ceil((sheet.filled + sheet.outlined) / blockSide ** 2);
  return {
    form: 'squares',
    width: reachOf(Math.min(blocks, blocksAcross)),
    height: reachOf(Math.ceil(blocks / blocksAcross)),
    paths: frame.groups.map((group) => ({ d: marksPath(frame, group), outlined: group.kind === 'outlined' })),
    key: speak(words, 'unit.key.100', { per: frame.per })
  };
}

/** Returns what the unit chart says in a view: the ends of each bound in it, never anything between them (standards V03). */
export function unitRecord(data: StoryData, words: Words, view: UnitView): PictureRecord {
  const estimates = unitEstimatesOf(data).filter(({ id }) => view.estimate === 'all' || id === view.estimate);
  const labelOf = (estimate: Estimate) => {
    // The picture says beside it how a figure was seen; words alone name the press.
    const shared = `share.publisher.${estimate.id}`;
    return speak(words, 'share.unit', {
      who: speak(words, `unit.${estimate.id}.who`),
      publisher: speak(words, hasLabel(words.labels, shared) ? shared : `unit.${estimate.id}.publisher`),
      date: formatDate(estimate.published, words.language)
    });
  };
  const numbersOf = (estimate: Estimate) => boundNumbers(estimate, labelOf(estimate), words);
  return {
    numbers: estimates.flatMap(numbersOf),
    large: estimates.map((estimate): LargeNumber => ({
      text: boundPhrase(estimate, words),
      label: labelOf(estimate),
      of: numbersOf(estimate).map(({ id }) => id),
      mark: squaresOf(estimate, words),
      kind: 'estimate',
      source: estimateSource(estimate, words)
    }))
  };
}
