/** Values by economy and year: `values[i]` belongs to `years[i]`, null where there is none. */
interface SeriesByYear {
  years: readonly number[];
  economies: readonly { values: readonly (number | null)[] }[];
}

/**
 * Returns the newest year in which most economies that have any figure have one; where none is so
 * well known, the last of the series.
 */
export function newestYear({ years, economies }: SeriesByYear): number {
  const known = economies.filter(({ values }) => values.some((value) => value !== null)).length;
  const most = years.filter(
    (_, at) => 2 * economies.filter(({ values }) => (values[at] ?? null) !== null).length > known
  );
  return most.at(-1) ?? years.at(-1) ?? 0;
}
