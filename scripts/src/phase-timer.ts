/** How long a phase of a program took. */
export interface Phase {
  readonly name: string;
  readonly milliseconds: number;
}

/** Times the phases of a program. */
export interface PhaseTimer {
  /** In the order of their ends. */
  readonly phases: readonly Phase[];
  timed<Result>(name: string, work: Promise<Result>): Promise<Result>;
}

export function createPhaseTimer(): PhaseTimer {
  const phases: Phase[] = [];
  return {
    phases,
    async timed(name, work) {
      const startedAt = performance.now();
      const result = await work;
      phases.push({ name, milliseconds: performance.now() - startedAt });
      return result;
    },
  };
}

/** `bundle 0.8 s, synthesize 0.6 s, together 1.4 s`. */
export function formatPhases(phases: readonly Phase[]): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const total = phases.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const each = phases.map(({ name, milliseconds }) => `${name} ${seconds(milliseconds)}`);
  return [...each, ...(phases.length > 1 ? [`together ${seconds(total)}`] : [])].join(', ');
}

/** The seconds of each phase in a text that holds what formatPhases wrote. */
export function parsePhases(text: string): Record<string, number> {
  const [line = ''] = /\w+ [\d.]+ s(, \w+ [\d.]+ s)*$/m.exec(text) ?? [];
  const phases = [...line.matchAll(/(\w+) ([\d.]+) s/g)].map(([, name = '', seconds]) => [
    name,
    Number(seconds),
  ]);
  return Object.fromEntries(phases.filter(([name]) => name !== 'together'));
}
