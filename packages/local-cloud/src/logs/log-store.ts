import { LogRing } from './log-ring.ts';

/** One line of a log group. */
export interface LogEvent {
  readonly logStreamName: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** Where functions and workflows write their log lines. */
export interface LogWriter {
  write(logGroupName: string, event: LogEvent): void;
}

export interface LogStoreOptions {
  /** Groups that exist before anything is written. */
  readonly logGroupNames: readonly string[];
  /** Once a group holds this many events, each new one drops its oldest. */
  readonly eventsPerGroup?: number;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
}

export interface LogGroup {
  readonly name: string;
  readonly creationTime: number;
  readonly events: LogRing;
}

/** Log groups in memory. A group that was never declared appears with its first event, as Lambda's do. */
export class LogStore implements LogWriter {
  readonly #groups = new Map<string, LogGroup>();
  readonly #eventsPerGroup: number;
  readonly #clock: () => number;

  constructor({ logGroupNames, eventsPerGroup = 20_000, clock = Date.now }: LogStoreOptions) {
    this.#eventsPerGroup = eventsPerGroup;
    this.#clock = clock;
    for (const name of logGroupNames) this.#create(name);
  }

  write(logGroupName: string, event: LogEvent): void {
    const group = this.#groups.get(logGroupName) ?? this.#create(logGroupName);
    group.events.append(event, this.#clock());
  }

  logGroup(name: string): LogGroup | undefined {
    return this.#groups.get(name);
  }

  /** By name, as DescribeLogGroups lists them. */
  logGroups(): LogGroup[] {
    return [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #create(name: string): LogGroup {
    const group = { name, creationTime: this.#clock(), events: new LogRing(this.#eventsPerGroup) };
    this.#groups.set(name, group);
    return group;
  }
}
