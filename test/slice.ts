/** True in a long campaign. */
export const long = Boolean(process.env['TERHUBUNG_LONG']);

/**
 * Returns the whole list in a long campaign, otherwise every `of`-th item from the index `first`.
 * Tests with different `first` together try every item.
 */
export const share = <Item>(items: readonly Item[], of: number, first = 0) =>
  long ? [...items] : items.filter((_, index) => index % of === first % of);

export function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
