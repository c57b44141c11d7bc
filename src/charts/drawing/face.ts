/**
 * How the house sets words in a picture: the serif for titles and large numbers, the sans for
 * labels, at two weights.
 */
export type Face = 'serif' | 'sans' | 'sans-bold';

/** Returns the width of a line of text in the units of `size`, as a drawing sets it. */
export type MeasureText = (text: string, face: Face, size: number) => number;

const sans = "'Terhubung Sans','Public Sans','Public Sans Thin',Arial,system-ui,sans-serif";

/**
 * The families of each face to try in turn, as an attribute of SVG. The house's own name comes
 * first, for a page that has the fonts; then the typeface's public names, for a device that has it
 * installed and for the files that resvg draws with: those of the variable Public Sans call
 * themselves by its thinnest weight, at every weight. Then faces about as wide as the house's,
 * which have a free one of the same widths wherever they are missing: programs that know no
 * `textLength` (librsvg, Inkscape) cut the lines of a wider one. No space after a comma: resvg
 * would take it and the quotation mark for a part of the name.
 */
export const faces: Readonly<Record<Face, { family: string; weight: number }>> = {
  serif: {
    family: "'Terhubung Serif','Source Serif 4',Georgia,'Times New Roman',serif",
    weight: 400
  },
  sans: { family: sans, weight: 400 },
  'sans-bold': { family: sans, weight: 600 }
};
