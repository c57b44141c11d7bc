declare module 'subset-font' {
  /** `variationAxes` pins or narrows a variable font's axes. */
  // The package itself exports by default.
  export default function subsetFont(
    font: Buffer,
    text: string,
    options?: {
      targetFormat?: 'woff2' | 'woff' | 'sfnt';
      variationAxes?: Record<string, number | { min: number; max: number }>;
      /** With this, `text` must be empty. */
      keepAllGlyphs?: boolean;
    }
  ): Promise<Buffer>;
}
