import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { Cell } from '../chart.ts';

/**
 * Returns a share in percent as a cell: one decimal, as its source gives it (standards V10), two where one would read as zero,
 * so that zero is only ever zero (V15); words where there is none.
 */
export function shareCell(value: number | null, words: Words): Cell {
  if (value === null) return { text: speak(words, 'table.none'), value };
  const digits = value > 0 && value < 0.05 ? 2 : 1;
  return { text: formatPercent(value, words.language, digits), value, digits };
}
