import { csvParseRows, greatest, range } from 'd3';
import { countryName, speak, type Words } from '#copy/words.ts';
import { formatPercent } from '#locale/numbers.ts';
import { smallestRevision } from '#story/data.ts';
import type { Table } from '../chart.ts';
import { endColumn, shareCell, startColumn } from '../table/table-parts.ts';

export type Releases = NonNullable<ReturnType<typeof releasesOf>>;

const publisherOf = (release: string) => release.split(', ')[0];

/**
 * One country's lines in the CSV of every release, which the reader can save; undefined if it has
 * none. `shown` is the release that the story shows.
 */
export function releasesOf(csv: string, iso3: string, shown: string) {
  const [header = [], ...all] = csvParseRows(csv);
  const rows = new Map(all.filter((row) => row[1] === iso3).map((row) => [Number(row[2]), row]));
  const known = [...rows.keys()];
  if (!known.length) return undefined;
  const years = range(known[0]!, known.at(-1)! + 1);
  const lines = header.flatMap((release, column) => {
    // Columns before the releases: country, code, year. After: unit, credit, licence, edition.
    if (column < 3 || column >= header.length - 4) return [];
    const values = years.map((year) => {
      const cell = rows.get(year)?.[column];
      return cell ? Number(cell) : null;
    });
    if (values.every((value) => value === null)) return [];
    const isSame = publisherOf(release) === publisherOf(shown);
    const kind = release === shown ? 'shown' : isSame ? 'earlier' : 'elsewhere';
    return [{ release, kind, values } as const];
  });
  return { iso3, years, lines };
}

export function describeReleases({ iso3, years, lines }: Releases, words: Words) {
  const place = countryName(words, iso3);
  // Keep the file's rounding: rounding again could print another figure (V38).
  const share = (value: number) => formatPercent(value, words.language, 1);
  const spreads = years.map((year, index) => {
    const values = lines.flatMap(({ values }) => values[index] ?? []);
    return { year, low: Math.min(...values), high: Math.max(...values) };
  });
  const widest = greatest(spreads, ({ low, high }) => high - low)!;
  const own = lines.find(({ kind }) => kind === 'shown')?.values ?? [];
  const at = own.findLastIndex((value) => value !== null);
  return [
    at < 0
      ? speak(words, 'lookup.describe.missing', { place })
      : speak(words, 'lookup.describe.newest', {
          place,
          share: share(own[at]!),
          year: String(years[at])
        }),
    widest.high - widest.low > smallestRevision
      ? speak(words, 'lookup.describe.widest', {
          year: String(widest.year),
          low: share(widest.low),
          high: share(widest.high)
        })
      : speak(words, 'lookup.describe.same')
  ].join(' ');
}

export function releasesTable({ iso3, years, lines }: Releases, words: Words): Table {
  return {
    id: 'internet-use-every-release',
    caption: speak(words, 'lookup.table.caption', { place: countryName(words, iso3) }),
    columns: [
      startColumn(speak(words, 'lookup.table.year')),
      ...lines.map(({ release, kind }) =>
        endColumn(kind === 'shown' ? speak(words, 'lookup.table.shown', { release }) : release)
      )
    ],
    rows: years.map((year, index) => ({
      header: String(year),
      cells: lines.map(({ values }) => shareCell(values[index]!, words))
    })),
    notes: [speak(words, 'lookup.note')]
  };
}
