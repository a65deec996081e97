/** A column of a table: text to the left, numbers to the right. */
export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}

export const text = (head: string): Column => ({ head, align: 'left' });
export const number = (head: string): Column => ({ head, align: 'right' });

/** A table in Markdown, lined up so that it reads well in a terminal, too. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ head }, index) =>
    Math.max(3, head.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${columns.map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 0, align)).join(' | ')} |`;
  const rule = columns.map(({ align }, index) => {
    const dashes = '-'.repeat((widths[index] ?? 0) - (align === 'right' ? 1 : 0));
    return align === 'right' ? `${dashes}:` : dashes;
  });
  return [line(columns.map(({ head }) => head)), line(rule), ...rows.map(line)].join('\n');
}

function pad(cell: string, width: number, align: Column['align']): string {
  return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
}
