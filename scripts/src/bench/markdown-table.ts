/** A table that reads well in a terminal and is one in Markdown. */
export interface Table {
  /** What it shows, if not all is said by the text around it. */
  readonly caption?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table with its columns lined up: the first to the left, the others to the right. */
export function markdownTable({ caption, head, rows }: Table): string {
  const widths = head.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => align(cells[column] ?? '', column, width)).join(' | ')} |`;
  const rule = widths.map(
    (width, column) => `${'-'.repeat(width - (column === 0 ? 0 : 1))}${column === 0 ? '' : ':'}`,
  );
  return [...(caption ? [caption, ''] : []), line(head), line(rule), ...rows.map(line)].join('\n');
}

function align(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
