import { quoted } from '../tables/csv-table.ts';
import type { Place } from './place.ts';
import { SourceError } from '../source-error.ts';

/**
 * Returns the number in a cell: a plain or scientific decimal, with a point or as the source declares. `what` is what stands there, such
 * as `IDN 2016`.
 * @throws SourceError for anything else.
 */
export function readNumber(text: string, file: string, at: Place, decimal: '.' | ',' = '.', what = ''): number {
  // A point in a file of decimal commas would be a thousands separator: never guessed.
  const plain = decimal === ',' ? text.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')) : text;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return value;
  }
  const advice =
    /^\d{1,3},\d{3}$/.test(text) && decimal === '.'
      ? `this may be ${text.replace(',', '.')} or ${text.replace(',', '')}: download the file again, or declare the "decimal" of the source when the publisher always writes so`
      : /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
        ? 'the file was saved with thousands separators: download it again'
        : decimal === '.' && /^\d+,\d+$/.test(text)
          ? 'the file was saved with decimal commas: download it again'
          : 'leave the cell empty where there is no value, or download the file again';
  throw new SourceError({
    file,
    ...at,
    found: `${quoted(text)}${what === '' ? '' : ` for ${what}`}`,
    expected: `a number${decimal === ',' ? ' with a decimal comma' : ''}, or nothing`,
    advice
  });
}
