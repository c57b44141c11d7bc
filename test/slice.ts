/** Whether the long campaigns run. */
export const long = Boolean(process.env['TERHUBUNG_LONG']);

/**
 * Returns all of a list in a long campaign, else one in every `of` from the place `first` on: tests
 * that begin at different places share the list among them, so that each of its items is tried by
 * one.
 */
export const share = <Item>(items: readonly Item[], of: number, first = 0): Item[] =>
  long ? [...items] : items.filter((_, index) => index % of === first % of);
