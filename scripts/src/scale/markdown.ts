/** A column of a table: text to the left, numbers to the right. */
export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}

export const text = (head: string): Column => ({ head, align: 'left' });
export const number = (head: string): Column => ({ head, align: 'right' });

/** A table in Markdown, lined up. */
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

/** Sentences as one paragraph, in lines of no more than 120 characters. */
export function paragraph(sentences: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of sentences.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (indent.length + longer.length <= LINE_CHARACTERS) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}

/** A list, each entry a paragraph. */
export function list(entries: readonly string[]): string {
  return entries.map((entry) => `- ${paragraph(entry, '  ')}`).join('\n');
}

/** Parts of a document, with a line between them. */
export function blocks(...parts: readonly string[]): string {
  return parts.join('\n\n');
}

const LINE_CHARACTERS = 120;

function pad(cell: string, width: number, align: Column['align']): string {
  return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
}
