import { formatList } from '#locale/numbers.ts';
import { isRelease } from '#vintages/vintage.ts';
import { ledgerDate } from './estimate.ts';
import type { CellCheck, LedgerRow } from './ledger.ts';
import { say } from '#locale/say.ts';

/** True for a day, month or year that exists: `2018-09-03`, `2018-09`, `2018`. */
export const isLedgerDate = (text: string) =>
  /^(19|20)\d\d$/.test(text) || (/^(19|20)\d\d-/.test(text) && isRelease(text));

const isFuture = (cell: string, day: string) => ledgerDate(cell) > day;

export const filled: CellCheck = (cell) =>
  cell === '' ? ['', say`Fill it in from the source.`] : undefined;

/** A check of cells that are not empty. */
const ifFilled =
  (check: CellCheck): CellCheck =>
  (cell) =>
    cell === '' ? undefined : check(cell);

export const matching =
  (pattern: RegExp, why: string, fix: string): CellCheck =>
  (cell) =>
    pattern.test(cell) ? undefined : [why, fix];

const undated = /^undated( page)?$/;

/** A date, which may have a remark in brackets. */
export const dated = ifFilled((cell) => {
  if (undated.test(cell) || isLedgerDate(/^(\S+)(?: \(.+\))?$/.exec(cell)?.[1] ?? ''))
    return undefined;
  const isRewritten = /\d[/.]\d/.test(cell) || /^\d{1,2}-/.test(cell);
  const asText = say` Set the column to Text first: a spreadsheet rewrites dates when it saves.`;
  const [, one = '', other = '', year] = /^(\d\d?)[/.-](\d\d?)[/.-](\d{4})$/.exec(cell) ?? [];
  const days = [`${other}-${one}`, `${one}-${other}`]
    .map((day) => `${year}-${day.replace(/\b\d\b/g, '0$&')}`)
    .filter(isLedgerDate);
  return [
    say`which is not a date`,
    (days.length > 0
      ? say`Write ${[...new Set(days)].join(say` or `)}, as the publisher’s page has it.`
      : say`Write a day, a month or a year that exists, such as 2018-09-06, 2018-09 or 2018; a remark may follow in brackets.`) +
      (isRewritten ? asText : '')
  ];
});

export const notAfter =
  (today: string): CellCheck =>
  (cell) =>
    isFuture(cell, today)
      ? [say`which is in the future`, say`Write a day up to ${today}.`]
      : undefined;

/** Years that exist, up to `last`. The cell may have words too. */
export const yearsUntil =
  (last: number): CellCheck =>
  (cell) => {
    const years = [...cell.matchAll(/\d{3,}/g)].map(([year]) => Number(year));
    const [first = 0, second = first] = years;
    const isYear = (year: number) => year >= 1900 && year <= last;
    if (years.every(isYear) && first <= second && !/\d[/.,]\d/.test(cell)) return undefined;
    return [
      say`which is not a year or period from 1900 to ${last}`,
      say`Write a year such as 2018, a period such as 2019-2022, or words.`
    ];
  };

export const addressed = ifFilled((cell) =>
  /^https?:\/\/[^\s/]+\.[a-z]{2,}(:\d+)?(\/\S*)?$/i.test(cell) && URL.canParse(cell)
    ? undefined
    : [say`which is not an address`, say`Copy it from the browser; it starts with https://.`]
);

export const oneOf =
  (words: readonly string[], fix: string): CellCheck =>
  (cell) =>
    words.includes(cell)
      ? undefined
      : [say`which is not a known word`, `${fix}: ${words.join(', ')}.`];

const isPlain = (cell: string) => /^\d+(\.\d+)?$/.test(cell);
// 300.000 may be three hundred thousand or three hundred, depending on the spreadsheet's locale.
const isThousands = (cell: string) =>
  /^[1-9]\d{0,2}(\.\d{3})+$/.test(cell) || /^\d{1,3}(,\d{3})+$/.test(cell);

export const numeric = ifFilled((cell) => {
  if (!isThousands(cell))
    return isPlain(cell)
      ? undefined
      : [
          say`which is not a plain number`,
          say`Write the number alone, with a point for decimals, such as 80000 or 4.6.`
        ];
  const decimals = /^\d+[.,]\d+$/.test(cell)
    ? say`, or ${cell.replace(',', '.')}0 if it means decimals`
    : '';
  return [
    say`which may be thousands or decimals`,
    say`Write ${cell.replace(/[.,]/g, '')} if it means thousands${decimals}.`
  ];
});

/** The number of a cell; null for an empty cell and for one that `numeric` refuses. */
export const numberIn = (cell: string) =>
  isPlain(cell) && !isThousands(cell) ? Number(cell) : null;

/** Notes each row that repeats an earlier one: a figure would draw both. */
export function noteDuplicates<Column extends string>(
  rows: readonly LedgerRow<Column | 'id'>[],
  compared: readonly [date: Column, ...Column[]],
  rereadings: readonly { replaced_by: string }[],
  fix = say`Correct the copied cell, or write the month too.`
) {
  const stated = rows.filter(
    ({ cells }) => !rereadings.some((entry) => entry.replaced_by === cells.id)
  );
  for (const { cells, note } of stated) {
    const first = stated.find((row) =>
      compared.every((column) => row.cells[column] === cells[column])
    )!.cells.id;
    if (first === cells.id) continue;
    note(
      compared[0],
      say`and “${first}” has the same ${formatList(compared, 'en')}`,
      say`${fix} For a source that was read again, name both rows in data/read-again.json.`
    );
  }
}
