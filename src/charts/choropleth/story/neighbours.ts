import { codeOf, dotsOf, type MapPoint } from './marks.ts';

/** Returns every place that has a name, at its middle. */
function middlesOf(svg: SVGSVGElement, names: Readonly<Record<string, string>>): MapPoint[] {
  const shapes = [...svg.querySelectorAll<SVGPathElement>('.map-s')].map((shape) => {
    const { x, y, width, height } = shape.getBBox();
    return { iso3: codeOf(shape), x: x + width / 2, y: y + height / 2 };
  });
  return [...dotsOf(svg), ...shapes.filter(({ iso3 }) => names[iso3])];
}

/** Returns what finds the nearest place in a direction, sideways distance counting double; the same place at the edge of the world. */
export function neighbours(svg: SVGSVGElement, names: Readonly<Record<string, string>>) {
  let middles: MapPoint[] | undefined;
  return (from: string, [dx, dy]: readonly [number, number]): string => {
    middles ??= middlesOf(svg, names);
    const here = middles.find(({ iso3 }) => iso3 === from);
    if (!here) return from;
    let best = { iso3: from, cost: Infinity };
    for (const { iso3, x, y } of middles) {
      const along = (x - here.x) * dx + (y - here.y) * dy;
      const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
      const cost = along + 2 * aside;
      if (along > 0 && cost < best.cost) best = { iso3, cost };
    }
    return best.iso3;
  };
}
