import { greatest } from 'd3';
import { refuseAt, type FilePosition } from '../source-error.ts';
import type { Source } from '../source.ts';
import { quoted } from '../tables/csv-table.ts';

/** What to do with a cell that is read as `=`. */
export const uncomputed =
  'the file holds a formula here and not its result: open it in a spreadsheet, save it there, and take it again';

/**
 * Returns what to do with a cell that holds no plain number: what the publisher gives is never to
 * be lost with its mark.
 */
function adviceOn(text: string, what: string): string {
  const of = what === '' ? '' : ` for ${what}`;
  if (text.startsWith('#'))
    return 'a spreadsheet could not compute this cell: download the file again';
  if (text === '=') return uncomputed;
  if (/^[+-]?\d+[.,]$/.test(text))
    return `its decimals are missing: the file was cut off in this figure, or it was changed by hand; download the file again`;
  if (/^([.–—-]+|n\.?\/?a\.?|nan|null|none|nil)$/i.test(text))
    return `this is a mark for no figure: leave the cell empty if the publisher’s page shows none${of}, else write its figure there`;
  const [, figure] =
    /^([+-]?\d+(?:[.,]\d+)?)\s*(?:[*†‡§%]+|[a-z]{1,2}|\(.*\)|\[.*\])$/i.exec(text) ?? [];
  if (figure !== undefined)
    return `a mark or a note stands beside the figure: write ${figure} alone if the publisher’s page gives it${of}; an empty cell would lose it`;
  return `write the figure that the publisher’s page gives${of}, leave the cell empty only where it gives none, or download the file again`;
}

/**
 * Returns the number in a cell, plain or scientific; `what` stands there, such as `IDN 2016`.
 * @throws SourceError for anything else.
 */
export function readNumber(
  text: string,
  file: string,
  at: FilePosition,
  decimal: '.' | ',' = '.',
  what = ''
): number {
  // A point in a file of decimal commas would be a thousands separator: never guessed.
  const plain =
    decimal === ',' ? text.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')) : text;
  if (/^[+-]?(\d+|\d*\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return value;
  }
  const advice =
    /^\d{1,3},\d{3}$/.test(text) && decimal === '.'
      ? `this may be ${text.replace(',', '.')} or ${text.replace(',', '')}: download the file again, or declare the "decimal" of the source when the publisher always writes so`
      : /^\d{1,3}((,\d{3})+(\.\d+)?|(\.\d{3})+,\d+|(\.\d{3}){2,})$/.test(plain)
        ? 'the file was saved with thousands separators: download it again'
        : decimal === '.' && /^\d+,\d+$/.test(text)
          ? `write ${text.replace(',', '.')} if this is the only one with a comma and the publisher’s page gives it; else the file was saved with decimal commas: download it again`
          : adviceOn(text, what);
  const expected = `a number${decimal === ',' ? ' with a decimal comma' : ''}, or nothing`;
  return refuseAt(
    file,
    at,
    `${quoted(text)}${what === '' ? '' : ` for ${what}`}`,
    expected,
    advice
  );
}

/** Which value is read: in what file, where, and what stands there, such as `IDN 2016`. */
export interface ValueOf {
  file: string;
  at: FilePosition;
  what: string;
}

/**
 * Rounding in a publisher's own computing may pass a limit by this much; the value is then set to
 * the limit.
 */
export const floatNoise = 1e-6;

/**
 * Returns a value as its unit allows: a percentage to 100, a rate (people have more than one
 * telephone), a count, whole or of a half where a publisher took a mean (France 2014, World Bank
 * 2018-05-21), but for groups.
 * @throws SourceError when it lies outside.
 */
export function withinUnit(
  value: number,
  unit: Source['unit'],
  kind: 'economy' | 'aggregate',
  of: ValueOf
): number {
  const advice = 'check that this is the right indicator, and the value on the publisher’s page';
  const refuse = (expected: string): never =>
    refuseAt(of.file, of.at, `${value} for ${of.what}`, expected, advice);
  if (unit === 'percent') {
    if (value < -floatNoise || value > 100 + floatNoise) refuse('a percentage from 0 to 100');
    return Math.min(100, Math.max(0, value));
  }
  if (value < 0)
    refuse(
      unit === 'per 100 people'
        ? 'a number for each 100 people, zero or more'
        : `a number of ${unit}, zero or more`
    );
  if (unit !== 'per 100 people' && kind === 'economy' && !Number.isInteger(2 * value))
    refuse(`a whole number of ${unit}, or a half between two`);
  // "-0" is zero.
  return value + 0;
}

/**
 * So many percentages with none above 1 are taken for shares of 1; fewer may be a small or an early
 * table in per cent all the same.
 */
const enough = 50;

/**
 * @throws SourceError at the largest of the percentages in a file, when they were written as
 * fractions of 1; zero alone tells nothing.
 */
export function refuseFractions(percentages: readonly { value: number; of: ValueOf }[]): void {
  const largest = greatest(percentages, ({ value }) => value);
  if (
    percentages.length < enough ||
    !largest ||
    largest.value === 0 ||
    largest.value > 1 + floatNoise
  )
    return;
  const { file, at, what } = largest.of;
  const advice =
    'the file holds shares of 1: download the one in per cent, and never multiply by hand';
  const expected = 'percentages from 0 to 100, not fractions from 0 to 1';
  refuseAt(
    file,
    at,
    `${largest.value} for ${what}, the largest of ${percentages.length} percentages`,
    expected,
    advice
  );
}
