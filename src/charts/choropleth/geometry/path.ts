/** A closed ring or an open line in whole map units. */
export type UnitLine = readonly (readonly [number, number])[];

/** Encodes lines as a path in relative integers: a third of the size of absolute decimals. */
export function encodePath(lines: readonly UnitLine[], closed: boolean): string {
  let d = '';
  let penX = 0;
  let penY = 0;
  for (const line of lines) {
    const points = closed ? line.slice(0, -1) : line;
    const [first] = points;
    if (!first) continue;
    d += `m${pair(first[0] - penX, first[1] - penY, false)}`;
    let [x, y] = first;
    let started = false;
    for (const [nextX, nextY] of points.slice(1)) {
      if (nextX === x && nextY === y) continue;
      d += pair(nextX - x, nextY - y, true);
      [x, y] = [nextX, nextY];
      started = true;
    }
    if (!started) d += 'h0';
    if (closed) d += 'z';
    // `z` returns the pen to the ring's start; after an open line it stays at the end.
    [penX, penY] = closed ? first : [x, y];
  }
  return d;
}

/** A minus sign doubles as the separator. */
const pair = (dx: number, dy: number, follows: boolean): string =>
  `${follows && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`;
