import { markPlace, markUnits, type MarkGroup, type UnitFrame } from './frame.ts';

/** Width of an outline in `markUnits`; drawn inside, so that both kinds have the same area. */
export const outlineWidth = 0.7;

/** One element for all squares keeps the page light. */
export function squaresPath(frame: Pick<UnitFrame, 'columns'>, group: MarkGroup): string {
  const inset = group.kind === 'outlined' ? outlineWidth / 2 : 0;
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

/** Edge and arrows to the right of an open bound (V02); `x` is the left side of the squares. */
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
