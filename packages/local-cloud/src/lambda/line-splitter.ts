export interface LineSplitter {
  push(text: string): void;
  /** Hands out a last line that has no line break yet. */
  flush(): void;
}

/** Cuts a stream of text into lines and hands each to `write`; empty lines are dropped. */
export function createLineSplitter(write: (line: string) => void): LineSplitter {
  let rest = '';
  const emit = (line: string) => {
    if (line !== '') write(line);
  };
  return {
    push(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) emit(line);
    },
    flush() {
      emit(rest);
      rest = '';
    },
  };
}
