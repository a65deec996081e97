/** Shows how far something has come. */
export interface Progress {
  show(done: number, total: number): void;
  end(): void;
}

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;

/** A bar that moves in a terminal, a line each time elsewhere. */
export function createProgress(screen: Screen): Progress {
  if (!screen.isTTY) {
    return { show: (done, total) => screen.write(`${done} of ${total}\n`), end: () => {} };
  }
  let isShown = false;
  return {
    show(done, total) {
      isShown = true;
      const filled = Math.round((WIDTH * done) / total);
      screen.write(`\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done} of ${total}`);
    },
    end() {
      if (isShown) screen.write('\n');
    },
  };
}
