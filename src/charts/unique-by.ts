import { rollup } from 'd3';

/** Removes duplicates, by `key` or by content; keeps the first of each. */
export const uniqueBy = <Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string = (entry) => JSON.stringify(entry)
): Entry[] => [...rollup(entries, ([first]) => first!, key).values()];
