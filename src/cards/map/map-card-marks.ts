import { fillClass, type MapFrame } from '../../charts/choropleth/frame.ts';

/** The marks of a card's map as it draws them. */
export interface MapCardMarks {
  /** In the order of the rows. */
  drawn: SVGPathElement[];
  dots: SVGPathElement[];
  /** Draws a frame: only marks whose class changes are touched. */
  paint(frame: MapFrame): void;
}

/** Returns the marks of the rows of a payload. Shapes and dots are each in that order; shapes that the source does not list come last. */
export function mapCardMarks(svg: SVGSVGElement, rows: string): MapCardMarks {
  const dots = [...svg.querySelectorAll<SVGPathElement>('.map-f')];
  const [ofShapes, ofDots] = [svg.querySelectorAll<SVGPathElement>('.map-s').values(), dots.values()];
  const drawn = (rows.match(/[ ,]/g) ?? []).flatMap((kind) => {
    const { value } = (kind === ',' ? ofDots : ofShapes).next();
    return value ? [value] : [];
  });
  return {
    drawn,
    dots,
    paint({ marks }) {
      drawn.forEach((mark, row) => {
        const name = `${mark.classList[0]} ${fillClass(marks[row])}`;
        if (mark.getAttribute('class') !== name) mark.setAttribute('class', name);
      });
    }
  };
}
