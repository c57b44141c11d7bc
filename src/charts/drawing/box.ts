export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;
