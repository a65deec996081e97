/** A call that no policy allowed, or that one forbade. */
export interface Denial {
  /** ARN of the role or user, or name of the AWS service. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** What is missing or what stands against it. */
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

const KEPT_DENIALS = 10_000;

export interface DenialLog {
  add(denial: Denial): void;
  /** The last ones, oldest first. */
  list(): readonly Denial[];
}

export function createDenialLog(onDenied: (denial: Denial) => void = () => {}): DenialLog {
  const denials: Denial[] = [];
  return {
    add(denial) {
      denials.push(denial);
      // In bulk: taking one off the front each time moves all the others.
      if (denials.length >= 2 * KEPT_DENIALS) denials.splice(0, KEPT_DENIALS);
      onDenied(denial);
    },
    list: () => denials.slice(-KEPT_DENIALS),
  };
}
