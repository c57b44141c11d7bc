/** Moves positions apart until neighbours are `least` apart, as little as possible and in order. */
export function spread(wanted: readonly number[], least: number): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((one, other) => one.at - other.at);
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
