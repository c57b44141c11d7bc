/**
 * Returns places as near to those wanted as they can be with `least` between neighbours, in the
 * same order.
 */
export function spread(wanted: readonly number[], least: number): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((one, other) => one.at - other.at);
  // Each pass settles at least one neighbour for good.
  for (let pass = 0; pass < order.length; pass++) {
    order.slice(1).forEach((next, index) => {
      const one = order[index]!;
      const missing = least - (next.at - one.at);
      if (missing <= 0) return;
      one.at -= missing / 2;
      next.at += missing / 2;
    });
  }
  return order.sort((one, other) => one.index - other.index).map(({ at }) => at);
}
