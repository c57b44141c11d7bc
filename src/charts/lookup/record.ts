import { greatest } from 'd3';
import { countryName, speak, type Words } from '../../copy/words.ts';
import { formatDate, formatPercent } from '../../locale/numbers.ts';
import { smallestRevision } from '../../story/revised.ts';
import type { Description, Table } from '../chart.ts';
import { shareCell } from '../table/cells.ts';

/** The data file of one economy: shares of people using the internet in every release. */
export interface CountryFile {
  iso3: string;
  /** The first year of every list. */
  from: number;
  /** Percent by year, null where there is no value; by release name, in the order of the page. */
  releases: Record<string, (number | null)[]>;
}

export type LookupFrame = ReturnType<typeof lookupFrame>;
export type ReleaseLine = LookupFrame['lines'][number];

/** A line for each release, of one length: to the last year with a value in any of them. */
export function lookupFrame({ iso3, from, releases }: CountryFile, shown: string) {
  const lists = Object.values(releases);
  const last = Math.max(
    0,
    ...lists.map((values) => values.findLastIndex((value) => value !== null))
  );
  const years = Array.from({ length: last + 1 }, (_, index) => from + index);
  const lines = Object.entries(releases).map(([name, all]) => {
    const [source = '', release = ''] = name.split('/');
    const values = years.map((_, index) => all[index] ?? null);
    const kind = name === shown ? 'shown' : source.startsWith('wb') ? 'earlier' : 'elsewhere';
    return { name, source, release, kind, values } as const;
  });
  const own = lines.find(({ kind }) => kind === 'shown')?.values ?? [];
  const at = own.findLastIndex((value) => value !== null);
  return {
    iso3,
    years,
    /** In the order of the file. */
    lines,
    /** The newest value of the shown release. */
    newest: at < 0 ? undefined : { year: from + at, value: own[at]! }
  };
}

/** The text alternative: newest value and largest disagreement between releases (A13). */
export function describeLookup(frame: LookupFrame, words: Words): Description {
  const place = countryName(words, frame.iso3);
  const share = (value: number, digits: number) => formatPercent(value, words.language, digits);
  const spreads = frame.years.map((year, index) => {
    const values = frame.lines.flatMap(({ values }) => values[index] ?? []);
    return { year, low: Math.min(...values), high: Math.max(...values) };
  });
  const widest = greatest(spreads, ({ low, high }) => high - low)!;
  const sentences = [
    frame.newest
      ? speak(words, 'lookup.describe.newest', {
          place,
          share: share(frame.newest.value, 0),
          year: String(frame.newest.year)
        })
      : speak(words, 'lookup.describe.missing', { place }),
    widest.high - widest.low > smallestRevision
      ? speak(words, 'lookup.describe.widest', {
          year: String(widest.year),
          low: share(widest.low, 1),
          high: share(widest.high, 1)
        })
      : speak(words, 'lookup.describe.same')
  ];
  return {
    name: speak(words, 'lookup.describe.name', { place, count: frame.lines.length }),
    text: sentences.join(' ')
  };
}

/** For example “World Bank, November 2024”. */
export function releaseLabel(
  { source, release }: Pick<ReleaseLine, 'source' | 'release'>,
  words: Words
): string {
  return speak(words, `lookup.release.${source}`, { release: formatDate(release, words.language) });
}

/** One row per year and one column per release (A12). */
export function lookupTable(frame: LookupFrame, words: Words): Table {
  return {
    id: 'internet-use-every-release',
    caption: speak(words, 'lookup.table.caption', { place: countryName(words, frame.iso3) }),
    columns: [
      { label: speak(words, 'lookup.table.year'), align: 'start' },
      ...frame.lines.map((line) => ({
        label: speak(words, `lookup.table.${line.kind === 'shown' ? 'shown' : 'release'}`, {
          release: releaseLabel(line, words)
        }),
        align: 'end' as const
      }))
    ],
    rows: frame.years.map((year, index) => ({
      header: String(year),
      cells: frame.lines.map(({ values }) => shareCell(values[index] ?? null, words))
    })),
    notes: [speak(words, 'lookup.note')]
  };
}
