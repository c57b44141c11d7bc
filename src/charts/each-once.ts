/** Returns entries that say the same once, in the order of their first. */
export function eachOnce<Entry>(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}
