import { yearsPath } from '../plot/plot-path.ts';

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

/** Lays out a line per release from 0 to 100 percent, broken at missing years (V03). */
export function lookupFrame({ iso3, from, releases }: CountryFile, shown: string) {
  const last = Math.max(
    0,
    ...Object.values(releases).map((values) => values.findLastIndex((value) => value !== null))
  );
  const years = Array.from({ length: last + 1 }, (_, index) => from + index);
  const x = (index: number) => (last === 0 ? 0 : index / last);
  const counted = (values: readonly (number | null)[]) =>
    values.flatMap((value, index) =>
      value === null ? [] : [{ year: from + index, x: x(index), y: value / 100 }]
    );
  const lines = Object.entries(releases).map(([name, all]) => {
    const [source = '', release = ''] = name.split('/');
    const values = years.map((_, index) => all[index] ?? null);
    return {
      name,
      source,
      release,
      shown: name === shown,
      values,
      path: yearsPath(counted(values))
    };
  });
  const own = lines.find((line) => line.shown)?.values ?? [];
  const at = own.findLastIndex((value) => value !== null);
  return {
    iso3,
    years,
    /** In the order of the file; the shown release is drawn last, on top. */
    lines,
    yearTicks: years.flatMap((year, index) => (year % 10 === 0 ? [{ year, x: x(index) }] : [])),
    /** The newest value of the shown release. */
    newest: at < 0 ? undefined : { year: from + at, value: own[at]! }
  };
}
