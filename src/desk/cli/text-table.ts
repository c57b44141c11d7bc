/** One column of a table on the terminal. */
export interface TextColumn {
  label: string;
  /** Where numbers stand; words at the start. */
  align?: 'end';
}

/**
 * Returns a table as lines of text, columns two spaces apart. Widths count code points, which take
 * one cell in what the desk prints.
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[]
): string[] {
  const lines = [columns.map(({ label }) => label), ...rows];
  const width = (text: string) => [...text].length;
  const sized = columns.map(({ align }, index) => ({
    align,
    size: Math.max(...lines.map((cells) => width(cells[index] ?? '')))
  }));
  return lines.map((cells) =>
    sized
      .map(({ align, size }, index) => {
        const cell = cells[index] ?? '';
        const gap = ' '.repeat(size - width(cell));
        return align === 'end' ? `${gap}${cell}` : `${cell}${gap}`;
      })
      .join('  ')
      .trimEnd()
  );
}
