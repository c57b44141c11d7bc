import { markPlace, markUnits, type MarkGroup, type UnitFrame } from './frame.ts';

/** Thickness of an outline, in the whole-number units of `markUnits`; drawn inside, so that both kinds cover the same area. */
export const outline = 0.7;

/**
 * Returns one path for all squares of a group, in the whole-number units of `markUnits`: one element a group keeps the
 * page light, and each square is one closed subpath, so they can be counted.
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
