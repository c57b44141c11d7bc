import { greatest } from 'd3';
import { downloadAgain, refuseAt, type Fault, type FilePosition } from '../source-error.ts';
import type { Source } from '../source.ts';
import { quoted } from '../tables/csv-table.ts';
import { say } from '#locale/say.ts';

export const formulaWithoutResult = (): Fault => [
  'formula-without-result',
  say`The cell holds a formula without its result.`,
  say`Open the file in a spreadsheet, save it there, and take it again.`
];

/**
 * Returns why a text is not a number and how to fix it; `of` is ` for IDN 2016`, or empty. A mark
 * beside a figure must not make an editor delete the figure.
 */
function faultOf(text: string, of: string): Fault {
  const wrong = say`${quoted(text)}${of} is not a number.`;
  if (text.startsWith('#'))
    return ['not-a-number', wrong, say`A spreadsheet could not compute it. ${downloadAgain()}`];
  if (text === '=') return formulaWithoutResult();
  if (/^[+-]?\d+[.,]$/.test(text))
    return [
      'cut-off-figure',
      say`${quoted(text)}${of} has no decimals after its mark: the file was cut off or edited.`,
      downloadAgain()
    ];
  if (/^([.–—-]+|n\.?\/?a\.?|nan|null|none|nil)$/i.test(text))
    return [
      'mark-for-no-figure',
      wrong,
      say`Leave the cell empty if the publisher’s page shows no figure. Otherwise write the figure.`
    ];
  const [, figure] =
    /^([+-]?\d+(?:[.,]\d+)?)\s*(?:[*†‡§%]+|[a-z]{1,2}|\(.*\)|\[.*\])$/i.exec(text) ?? [];
  if (figure !== undefined)
    return [
      'figure-with-mark',
      say`${quoted(text)}${of} is a figure with a mark or a note.`,
      say`Write ${figure} alone if the publisher’s page gives it; do not empty the cell.`
    ];
  return [
    'not-a-number',
    wrong,
    say`Write the figure that the publisher’s page gives, leave the cell empty if it gives none, or download the file again.`
  ];
}

/** Returns the number in a cell, plain or scientific; `what` names it in messages: `IDN 2016`. */
export function readNumber(
  text: string,
  file: string,
  at: FilePosition,
  decimal: '.' | ',' = '.',
  what = ''
) {
  // In a file with decimal commas a point would be a thousands separator, and is never guessed.
  const plain =
    decimal === ',' ? text.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')) : text;
  if (/^[+-]?(\d+|\d*\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return value;
  }
  const of = what === '' ? '' : say` for ${what}`;
  if (/^\d{1,3},\d{3}$/.test(text) && decimal === '.')
    refuseAt(
      file,
      at,
      'thousands-or-decimals',
      say`${quoted(text)}${of} may be ${text.replace(',', '.')} or ${text.replace(',', '')}.`,
      say`Download the file again. If the publisher always writes decimals so, write "decimal": "," into the source’s file in data/sources.`
    );
  if (/^\d{1,3}((,\d{3})+(\.\d+)?|(\.\d{3})+,\d+|(\.\d{3}){2,})$/.test(plain))
    refuseAt(
      file,
      at,
      'thousands-separators',
      say`${quoted(text)}${of} has thousands separators.`,
      downloadAgain()
    );
  if (decimal === '.' && /^\d+,\d+$/.test(text))
    refuseAt(
      file,
      at,
      'decimal-comma',
      say`${quoted(text)}${of} has a decimal comma.`,
      say`Write ${text.replace(',', '.')} if this is the only comma and the publisher’s page gives it. Otherwise download the file again.`
    );
  if (decimal === ',' && /^\d+\.\d+$/.test(text))
    refuseAt(
      file,
      at,
      'not-a-number',
      say`${quoted(text)}${of} has a decimal point; numbers of this source have decimal commas.`,
      say`Write ${text.replace('.', ',')} if the publisher’s page gives it. Otherwise download the file again.`
    );
  return refuseAt(file, at, ...faultOf(text, of));
}

export interface ValueOf {
  file: string;
  at: FilePosition;
  what: string;
}

/** Rounding by a publisher may pass a limit by this much; the value is set to the limit. */
export const floatNoise = 1e-6;

/**
 * Checks a value against its unit. A rate may pass 100: people have several telephones. A count of
 * an economy is whole, or a half where the publisher took a mean (France 2014, World Bank
 * 2018-05-21).
 */
export function withinUnit(
  value: number,
  unit: Source['unit'],
  kind: 'economy' | 'aggregate',
  of: ValueOf
) {
  const refuse = (fault: string, why: string): never =>
    refuseAt(
      of.file,
      of.at,
      fault,
      say`${value} for ${of.what} ${why}.`,
      say`If the publisher’s page has another value, download the file again. If it has this one, the file is of another indicator or unit.`
    );
  if (unit === 'percent') {
    if (value < -floatNoise || value > 100 + floatNoise)
      refuse('outside-percent', say`is not a percentage from 0 to 100`);
    return Math.min(100, Math.max(0, value));
  }
  if (value < 0)
    refuse(
      'below-zero',
      unit === 'per 100 people' ? say`is a rate below zero` : say`is a number of ${unit} below zero`
    );
  if (unit !== 'per 100 people' && kind === 'economy' && !Number.isInteger(2 * value))
    refuse('not-whole', say`is not a whole number of ${unit}, nor a half`);
  // "-0" is zero.
  return value + 0;
}

/** Fewer percentages, none above 1, may be a small or an early table in per cent. */
const enough = 50;

/** @throws SourceError at the largest percentage of a file whose values are fractions of 1. */
export function refuseFractions(percentages: readonly { value: number; of: ValueOf }[]) {
  const largest = greatest(percentages, ({ value }) => value);
  if (
    percentages.length < enough ||
    !largest ||
    largest.value === 0 ||
    largest.value > 1 + floatNoise
  )
    return;
  const { file, at, what } = largest.of;
  refuseAt(
    file,
    at,
    'fractions',
    say`The largest of ${percentages.length} percentages is ${largest.value} for ${what}: these are fractions of 1.`,
    say`Download the file in per cent; do not multiply by hand.`
  );
}
