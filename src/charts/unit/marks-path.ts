import { markPlace, markUnits, type MarkGroup, type UnitFrame } from './frame.ts';

/**
 * Thickness of an outline, in the whole-number units of `markUnits`; drawn inside, so that both
 * kinds cover the same area.
 */
export const outline = 0.7;

/**
 * Returns one path for all squares of a group, in the units of `markUnits`: one element keeps the
 * page light, and each is a subpath.
 */
export function marksPath(frame: Pick<UnitFrame, 'columns'>, group: MarkGroup): string {
  const inset = group.kind === 'outlined' ? outline / 2 : 0;
  const side = Number((markUnits.side - 2 * inset).toFixed(2));
  const square = `h${side}v${side}h-${side}z`;
  let path = '';
  let row: number | undefined;
  let end = 0;
  for (let index = group.from; index < group.from + group.count; index += 1) {
    const { x, y } = markPlace(frame, index);
    const follows = row === y && x === end;
    path += follows ? `m${markUnits.pitch} 0${square}` : `M${x + inset} ${y + inset}${square}`;
    row = y;
    end = x + markUnits.pitch;
  }
  return path;
}

const arrows = [0.2, 0.5, 0.8];

/**
 * Returns the edge and the arrows right of squares whose bound is open (standards V02); `x` is the
 * squares' left side.
 */
export function openBoundPaths(
  { reach, height }: Pick<UnitFrame, 'reach' | 'height'>,
  { x = 0, shaft, head }: { x?: number; shaft: number; head: number }
) {
  const from = x + reach + markUnits.pitch;
  return {
    edge: `M${from} 0V${height.toFixed(2)}`,
    arrows: arrows.map(
      (at) =>
        `M${from} ${(height * at).toFixed(2)}h${shaft}m-${head} -${head}l${head} ${head}l-${head} ${head}`
    )
  };
}
