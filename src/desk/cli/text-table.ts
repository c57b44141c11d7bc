export interface TextColumn {
  label: string;
  /** For numbers. */
  align?: 'end';
}

/** Columns are two spaces apart. Widths are in code points. */
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
