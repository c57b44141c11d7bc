/** True in a long campaign. */
export const long = Boolean(process.env['TERHUBUNG_LONG']);

/**
 * Returns the whole list in a long campaign, otherwise every `of`-th item from the index `first`.
 * Tests with different `first` together try every item.
 */
export const share = <Item>(items: readonly Item[], of: number, first = 0): Item[] =>
  long ? [...items] : items.filter((_, index) => index % of === first % of);
