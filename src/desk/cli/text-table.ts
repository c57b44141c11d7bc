/** One column of a table on the terminal. */
export interface TextColumn {
  label: string;
  /** Where numbers stand; words at the start. */
  align?: 'end';
}

/**
 * Returns a table as lines of plain text: the labels, then each row, columns as wide as their widest cell and two spaces apart.
 * No line ends in a space. Widths count code points, which the desk's words, names and numbers take one cell for.
 */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map(({ label }) => label), ...rows];
  const width = (text: string) => [...text].length;
  const sized = columns.map(({ align }, index) => ({ align, size: Math.max(...lines.map((cells) => width(cells[index] ?? ''))) }));
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
