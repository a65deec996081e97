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
