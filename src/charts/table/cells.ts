import { speak, type Words } from '../../copy/words.ts';
import { formatNumber, formatPercent } from '../../locale/numbers.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { Cell, Table } from '../chart.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';

type Column = Table['columns'][number];

/** Returns a column of words. */
export const startColumn = (label: string): Column => ({ label, align: 'start' });
/** Returns a column of numbers. */
export const endColumn = (label: string): Column => ({ label, align: 'end' });

/** Returns words as a cell. */
export const textCell = (text: string): Cell => ({ text, value: null });

/** Returns a whole number as a cell; words where its publisher gave none (standards V15). */
export const numberCell = (value: number | null, words: Words): Cell =>
  value === null
    ? textCell(speak(words, 'table.not-stated'))
    : { text: formatNumber(value, words.language), value };

/**
 * Returns a figure as a cell: printed with its bound, and with the one number that its publisher
 * gave, null where it gave an end or two.
 */
export function boundedCell(estimate: Estimate, words: Words): Cell {
  return { text: boundPhrase(estimate, words), value: estimate.value, bound: estimate.bound };
}

/**
 * Returns a share in percent to one decimal (standards V10), two where one would read as zero
 * (V15); words where there is none.
 */
export function shareCell(value: number | null, words: Words): Cell {
  if (value === null) return { text: speak(words, 'table.none'), value };
  const digits = value > 0 && value < 0.05 ? 2 : 1;
  return { text: formatPercent(value, words.language, digits), value, digits };
}
