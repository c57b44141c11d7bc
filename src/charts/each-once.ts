import { rollup } from 'd3';

/**
 * Returns entries that say the same, or have the same `key`, once: the first of each, in their
 * order.
 */
export const eachOnce = <Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string = (entry) => JSON.stringify(entry)
): Entry[] => [...rollup(entries, ([first]) => first!, key).values()];
