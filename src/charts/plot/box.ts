/** In px; a `DOMRect` fits. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const overlaps = (one: PixelBox, other: PixelBox): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;
