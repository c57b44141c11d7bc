import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeDoubts } from '../../src/desk/intake/take-doubts.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import { importFile } from '../../src/sources/import-file.ts';
import { readPublisherList } from '../../src/sources/publisher-list.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { readSource } from '../../src/sources/source.ts';
import { folderOf } from '../../src/vintages/vintage.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { fileOf } from '../sources/write-layout.ts';

/** Mutated cells; an ordinary run takes a fixed sample. */
const campaign = process.env['TERHUBUNG_LONG']
  ? { numRuns: 10_000, seed: 20260713 }
  : { numRuns: 400, seed: 20260713 };

const root = join(import.meta.dirname, '../..');
const files = await readProject(root);
const id = 'wb-internet-users';
const listFile = 'data/publishers/world-bank.json';
const list = readPublisherList(await readFile(join(root, listFile), 'utf8'), listFile);
const source = readSource(
  await readFile(join(root, `data/sources/${id}.json`), 'utf8'),
  `data/sources/${id}.json`
);
const open = (release: string) => openVintage(files, folderOf({ source: id, release }));
const [older, sound] = [open('2024-05-30'), open('2024-11')];

/** A release as the World Bank writes it: a row for each code, a column for each year. */
const values = new Map(
  [...sound.economies, ...sound.aggregates].map(({ iso3, year, value }) => [
    `${iso3} ${year}`,
    value
  ])
);
const years = [...new Set([...sound.economies, ...sound.aggregates].map(({ year }) => year))].sort(
  (one, other) => one - other
);
const codes = [...list.economies.keys(), ...list.groups.keys()];
const nameOf = (code: string) => (list.economies.get(code) ?? list.groups.get(code))![0]!;
const table = codes.map((code) => years.map((year) => values.get(`${code} ${year}`)));
const header = `"Country Name","Country Code","Indicator Name","Indicator Code",${years.map((year) => `"${year}",`).join('')}`;
const line = (code: string, cells: readonly (number | undefined)[]) =>
  `"${nameOf(code)}","${code}","${sound.title}","${sound.indicatorCode}",${cells.map((cell) => `"${cell ?? ''}",`).join('')}`;

/** A file has so few rows, and a list of just their codes, so that it is read in a moment. */
const rowsInFile = 24;
const parts = Array.from({ length: Math.ceil(codes.length / rowsInFile) }, (_, part) => {
  const first = part * rowsInFile;
  const own = new Set(codes.slice(first, first + rowsInFile));
  const of = <Value>(all: ReadonlyMap<string, Value>) =>
    new Map([...all].filter(([code]) => own.has(code)));
  const only = (observations: typeof older.economies) =>
    observations.filter(({ iso3 }) => own.has(iso3));
  return {
    first,
    codes: [...own],
    lines: [...own].map((code, index) => line(code, table[first + index]!)),
    list: { ...list, economies: of(list.economies), groups: of(list.groups) },
    older: { ...older, economies: only(older.economies), aggregates: only(older.aggregates) }
  };
});
const partOf = (row: number) => parts[Math.floor(row / rowsInFile)]!;

/** Returns the doubts about a file with some rows changed; undefined when it is refused. */
function doubtsWith(
  part: (typeof parts)[number],
  changed: ReadonlyMap<number, readonly (number | undefined)[]>
) {
  const rows = part.lines.map((text, index) =>
    changed.has(part.first + index)
      ? line(part.codes[index]!, changed.get(part.first + index)!)
      : text
  );
  try {
    const options = { lastYear: 2027, released: sound.release, list: part.list };
    const imported = importFile(fileOf(`${header}\n${rows.join('\n')}\n`), source, options);
    const later = { ...sound, economies: imported.economies, aggregates: imported.aggregates };
    const beside = {
      older: part.older,
      before: undefined,
      list: part.list
    };
    return takeDoubts(later, imported, beside);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return undefined;
  }
}

const cellsIn = (doubts: ReturnType<typeof doubtsWith>) =>
  new Set(doubts?.flatMap(({ cells }) => cells.map(({ iso3, year }) => `${iso3} ${year}`)));
/** Cells doubted in the unchanged release: an editor reads these anyway. */
const doubted = new Set(parts.flatMap((part) => [...cellsIn(doubtsWith(part, new Map()))]));
const places = table.flatMap((cells, row) =>
  cells.flatMap((value, column) =>
    value === undefined || doubted.has(`${codes[row]} ${years[column]}`)
      ? []
      : [{ row, column, value }]
  )
);
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const place = share.map((at) => places[Math.floor(at * places.length)]!);
const changedTo = (row: number, column: number, value: number | undefined) =>
  table[row]!.map((cell, at) => (at === column ? value : cell));

describe('take, with one wrong cell,', () => {
  it('doubts or refuses a cell that moved by more than 20 points', () => {
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 20.01, max: 79.9, noNaN: true }),
        fc.boolean(),
        ({ row, column, value }, by, up) => {
          const wrong = value + (up ? by : -by);
          const doubts = doubtsWith(partOf(row), new Map([[row, changedTo(row, column, wrong)]]));
          expect(
            doubts === undefined || cellsIn(doubts).has(`${codes[row]} ${years[column]}`)
          ).toBe(true);
        }
      ),
      campaign
    );
  }, 3_600_000);

  it('doubts or refuses a cell that was moved to another row', () => {
    const missed: string[] = [];
    fc.assert(
      fc.property(place, share, ({ row, column, value }, to) => {
        const part = partOf(row);
        const other =
          part.first +
          ((row - part.first + 1 + Math.floor(to * (part.codes.length - 1))) % part.codes.length);
        const doubts = doubtsWith(
          part,
          new Map([
            [row, changedTo(row, column, undefined)],
            [other, changedTo(other, column, value)]
          ])
        );
        const seen = cellsIn(doubts);
        const [from, into] = [`${codes[row]} ${years[column]}`, `${codes[other]} ${years[column]}`];
        if (doubts !== undefined && !seen.has(from) && !seen.has(into))
          missed.push(`${from} ${value} → ${into} ${table[other]![column]}`);
      }),
      campaign
    );
    expect(missed).toEqual([]);
  }, 3_600_000);
});
