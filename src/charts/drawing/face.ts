/** Titles and numerals are bold, as on the page. */
export type Face = 'serif' | 'serif-bold' | 'sans' | 'sans-bold';

export type MeasureText = (text: string, face: Face, size: number) => number;

const sans = "'Terhubung Sans','Public Sans','Public Sans Thin',Arial,system-ui,sans-serif";

const serif = "'Terhubung Serif','Source Serif 4',Georgia,'Times New Roman',serif";

/**
 * Font stacks. The site's own names come first, then the public names for resvg and installed
 * fonts: static files of the variable Public Sans are named after its thinnest weight. The
 * fallbacks are about as wide, since librsvg and Inkscape ignore `textLength` and would clip a
 * wider font. No space after a comma: resvg would read it as part of the name.
 */
export const faces: Readonly<Record<Face, { family: string; weight: number }>> = {
  serif: { family: serif, weight: 400 },
  'serif-bold': { family: serif, weight: 600 },
  sans: { family: sans, weight: 400 },
  'sans-bold': { family: sans, weight: 600 }
};
