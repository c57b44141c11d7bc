import { quoted } from '../tables/csv-table.ts';
import { refuseAt, type Place } from '../source-error.ts';

/** Returns what to do with a cell that holds no plain number: what the publisher gives is never to be lost with its mark. */
function adviceOn(text: string, what: string): string {
  const of = what === '' ? '' : ` for ${what}`;
  if (text.startsWith('#')) return 'a spreadsheet could not compute this cell: download the file again';
  if (/^[+-]?\d+[.,]$/.test(text))
    return `its decimals are missing: the file was cut off in this figure, or it was changed by hand; download the file again`;
  if (/^([.–—-]+|n\.?\/?a\.?|nan|null|none|nil)$/i.test(text))
    return `this is a mark for no figure: leave the cell empty if the publisher’s page shows none${of}, else write its figure there`;
  const [, figure] = /^([+-]?\d+(?:[.,]\d+)?)\s*(?:[*†‡§%]+|[a-z]{1,2}|\(.*\)|\[.*\])$/i.exec(text) ?? [];
  if (figure !== undefined)
    return `a mark or a note stands beside the figure: write ${figure} alone if the publisher’s page gives it${of}; an empty cell would lose it`;
  return `write the figure that the publisher’s page gives${of}, leave the cell empty only where it gives none, or download the file again`;
}

/** Returns the number in a cell, plain or scientific; `what` stands there, such as `IDN 2016`. @throws SourceError for anything else. */
export function readNumber(text: string, file: string, at: Place, decimal: '.' | ',' = '.', what = ''): number {
  // A point in a file of decimal commas would be a thousands separator: never guessed.
  const plain = decimal === ',' ? text.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')) : text;
  if (/^[+-]?(\d+|\d*\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return value;
  }
  const advice =
    /^\d{1,3},\d{3}$/.test(text) && decimal === '.'
      ? `this may be ${text.replace(',', '.')} or ${text.replace(',', '')}: download the file again, or declare the "decimal" of the source when the publisher always writes so`
      : /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
        ? 'the file was saved with thousands separators: download it again'
        : decimal === '.' && /^\d+,\d+$/.test(text)
          ? `write ${text.replace(',', '.')} if this is the only one with a comma and the publisher’s page gives it; else the file was saved with decimal commas: download it again`
          : adviceOn(text, what);
  const expected = `a number${decimal === ',' ? ' with a decimal comma' : ''}, or nothing`;
  return refuseAt(file, at, `${quoted(text)}${what === '' ? '' : ` for ${what}`}`, expected, advice);
}
