import type { SummaryChoice, SummaryRow } from '../../charts/figure.ts';
import type { ShownNumber } from '../../charts/picture-record.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { cardFigures } from '../card-figure.ts';
import type { FigureCard } from '../card.ts';

/** As many rows as fit a newsletter. */
const most = 5;

function choose(numbers: readonly ShownNumber[], [ids, which]: SummaryChoice): ShownNumber[] {
  const matching = numbers.filter(({ id }) => ids.test(id));
  if (which === 'all') return matching;
  return which === 'first' ? matching.slice(0, 1) : matching.slice(-1);
}

/** At most five rows of text, for newsletters and pages without pictures. */
export interface Summary {
  rows: SummaryRow[];
  /** Says that the rows are the newest of a longer list; empty otherwise. */
  note: string;
}

export function summaryOf(card: FigureCard, data: StoryData, words: Words): Summary {
  const { summary, record } = cardFigures[card];
  if (typeof summary === 'function') {
    const all = summary(data, words);
    const note =
      all.length > most
        ? speak(words, 'kit.summary.newest', { shown: most, total: all.length })
        : '';
    return { rows: all.slice(-most), note };
  }
  const { numbers, large } = record(data, words);
  const others = summary.flatMap((choice) => choose(numbers, choice));
  const isLarge = (row: SummaryRow) =>
    large.some(({ label, text }) => label === row.label && text === row.text);
  const rows = [...large, ...others.filter((row) => !isLarge(row))]
    .slice(0, most)
    .map(({ label, text }) => ({ label, text }));
  return { rows, note: '' };
}
