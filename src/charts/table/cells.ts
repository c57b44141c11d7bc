import { speak, type Words } from '#copy/words.ts';
import { formatNumber, formatPercent } from '#locale/numbers.ts';
import type { Estimate } from '#story/ledgers/estimate.ts';
import type { Cell, Table } from '../chart.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';

type Column = Table['columns'][number];

export const startColumn = (label: string): Column => ({ label, align: 'start' });
export const endColumn = (label: string): Column => ({ label, align: 'end' });

export const textCell = (text: string): Cell => ({ text, value: null });

/** Prints words when the publisher gave no number (V15). */
export const numberCell = (value: number | null, words: Words): Cell =>
  value === null
    ? textCell(speak(words, 'table.not-stated'))
    : { text: formatNumber(value, words.language), value };

/** Printed with its bound; the value is null for a bound or a range. */
export function boundedCell(estimate: Estimate, words: Words): Cell {
  return { text: boundPhrase(estimate, words), value: estimate.value, bound: estimate.bound };
}

/** One decimal (V10), two when one would read as zero (V15). */
export const shareDigits = (value: number) => (value > 0 && value < 0.05 ? 2 : 1);

export function shareCell(value: number | null, words: Words): Cell {
  if (value === null) return { text: speak(words, 'table.none'), value };
  const digits = shareDigits(value);
  return { text: formatPercent(value, words.language, digits), value, digits };
}
