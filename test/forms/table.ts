import type { Step, PictureState } from '../../src/chapters/chapter.ts';
import type { MapView } from '../../src/charts/choropleth/frame.ts';
import { half } from '../../src/charts/lines/record.ts';
import type { PictureRecord } from '../../src/charts/chart.ts';
import { type Words, speak, type LabelIn } from '../../src/copy/words.ts';
import { readNumber } from './read-number.ts';
import type { Reading, Readings } from './reading.ts';
import { saidIn } from './said-in.ts';

type Root = Pick<Element, 'querySelector'>;

interface ReadTable {
  caption: string;
  columns: string[];
  rows: { header: string; cells: string[] }[];
  notes: string[];
}

const textOf = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

function readTable(root: Root, id: string): ReadTable {
  const details = root.querySelector(`#table-${id}`);
  if (!details) throw new Error(`the page has no table “${id}”`);
  const all = (selector: string) => [...details.querySelectorAll(selector)];
  return {
    caption: textOf(details.querySelector('caption')),
    columns: all('thead th').map(textOf),
    rows: all('tbody tr').map((row) => ({
      header: textOf(row.querySelector('th')),
      cells: [...row.querySelectorAll('td')].map(textOf)
    })),
    notes: all('.notes li').map(textOf)
  };
}

export function readTables(
  root: Root,
  state: PictureState,
  record: PictureRecord,
  words: Words
): Readings {
  const number = (text: string | undefined) =>
    text === undefined ? undefined : readNumber(text, words.language);
  const read = (each: (id: string, printed: string) => Reading | undefined): Readings =>
    Object.fromEntries(record.numbers.map(({ id, text }) => [id, each(id, text)]));

  switch (state.scene.figure) {
    case 'demand': {
      const { columns, rows } = readTable(root, 'nca-estimates');
      const cellOf = (row: (typeof rows)[number], key: LabelIn<'unit.table'>) =>
        row.cells[columns.indexOf(speak(words, `unit.table.${key}`)) - 1]!;
      return read((id) => {
        const estimate = id.replace(/-(low|high)$/, '');
        const row = rows.find(
          (candidate) => cellOf(candidate, 'who') === speak(words, `unit.${estimate}.who`)
        )!;
        const figure = cellOf(row, 'figure');
        const end = (['low', 'high'] as const).find((one) => id.endsWith(`-${one}`));
        if (end === undefined) return figure;
        // The bound in words and the columns of its ends must agree.
        const { [end]: printed } = saidIn(figure, words, 'bound.range');
        return printed === cellOf(row, end) ? printed : `${printed} and ${cellOf(row, end)}`;
      });
    }
    case 'world': {
      const { rows } = readTable(root, 'map-views');
      const { view } = state.scene.steps.find(({ id }) => id === state.id)! as Step<MapView>;
      const header = speak(words, `map.views.${view!.layer}`, { year: String(view!.year) });
      const { cells } = rows.find((row) => row.header === header)!;
      const order = [
        'world',
        'GBR',
        'IDN',
        'class-0',
        'class-1',
        'class-2',
        'class-3',
        'class-4',
        'class-5',
        'missing',
        'older'
      ];
      // The share of an earlier release names the release.
      return read(
        (id) =>
          saidIn(cells[order.indexOf(id)] ?? '', words, 'map.views.earlier')['share'] ??
          cells[order.indexOf(id)]
      );
    }
    case 'protection': {
      const { rows } = readTable(root, 'connection-and-promises');
      const kinds = ['online', 'treaty', 'law', 'report'];
      return read((id) => {
        const [kind, year] = id.split('-') as [string, string];
        return number(rows.find(({ header }) => header === year)?.cells[kinds.indexOf(kind)]);
      });
    }
    case 'speed': {
      const { columns, rows } = readTable(root, 'years-since-a-tenth');
      return read((id) => {
        const [code, what] = id.split('-') as [string, string];
        const name = words.labels[`speed.place.${code}`] ?? words.countries[code]!;
        const column = columns.findIndex((label) => label.startsWith(`${name}, `)) - 1;
        const shares = rows.map(({ cells }) => number(cells[column]));
        return what === 'last'
          ? shares.findLast((share) => share !== undefined)
          : shares.findIndex((share) => (share ?? 0) >= half);
      });
    }
    case 'signal': {
      const { rows } = readTable(root, 'signal-and-use');
      return read((id) => {
        const [kind, year] = id.split('-') as [string, string];
        const cells = rows.find(({ header }) => header === year)?.cells;
        return number(cells?.[kind === 'coverage' ? 0 : 1]);
      });
    }
    // Beside the story: they have no state.
    case 'revision':
    case 'counts':
      return {};
    case 'unknown': {
      if (record.numbers.length === 0) return {};
      const { rows } = readTable(root, 'known-and-told');
      return read(
        (id) => rows.find(({ header }) => header === speak(words, `unknown.table.${id}`))?.cells[0]
      );
    }
    default: {
      const cells = root.querySelector('[id^="table-"]')?.querySelectorAll('td') ?? [];
      return read((_, printed) => [...cells].map(textOf).find((cell) => cell === printed));
    }
    case 'since': {
      const { rows } = readTable(root, 'since-2017');
      const years = rows
        .flatMap(({ cells }) => Number(/\b\d{4}\b/.exec(cells[0]!)?.[0] ?? NaN))
        .filter((year) => !Number.isNaN(year));
      return {
        entries: rows.length,
        first: Math.min(...years),
        last: Math.max(...years)
      };
    }
  }
}
