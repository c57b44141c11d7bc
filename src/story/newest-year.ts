/** `values[i]` belongs to `years[i]`. */
interface SeriesByYear {
  years: readonly number[];
  economies: readonly { values: readonly (number | null)[] }[];
}

/** Returns the newest year in which most economies with figures have one; else the last year. */
export function newestYear({ years, economies }: SeriesByYear): number {
  const known = economies.filter(({ values }) => values.some((value) => value !== null)).length;
  const most = years.filter(
    (_, at) => 2 * economies.filter(({ values }) => (values[at] ?? null) !== null).length > known
  );
  return most.at(-1) ?? years.at(-1) ?? 0;
}
