import type { LogEvent } from './log-store.ts';

export interface StoredLogEvent extends LogEvent {
  /** Position in the order of writing; never reused. */
  readonly sequence: number;
  readonly ingestionTime: number;
}

export interface LogStream {
  readonly name: string;
  readonly creationTime: number;
  readonly firstEventTimestamp: number;
  lastEventTimestamp: number;
  lastIngestionTime: number;
  eventCount: number;
}

/** The last `capacity` events of one log group, in the order of writing, and the streams they belong to. */
export class LogRing {
  readonly #capacity: number;
  /** The event of sequence s sits at s modulo the capacity. */
  readonly #slots: StoredLogEvent[] = [];
  readonly #streams = new Map<string, LogStream>();
  #nextSequence = 0;
  #storedBytes = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get firstSequence(): number {
    return Math.max(0, this.#nextSequence - this.#capacity);
  }

  get nextSequence(): number {
    return this.#nextSequence;
  }

  get storedBytes(): number {
    return this.#storedBytes;
  }

  append(event: LogEvent, ingestionTime: number): void {
    const slot = this.#nextSequence % this.#capacity;
    const oldest = this.#slots[slot];
    if (oldest) this.#forget(oldest);
    this.#slots[slot] = {
      logStreamName: event.logStreamName,
      timestamp: event.timestamp,
      message: event.message,
      sequence: this.#nextSequence,
      ingestionTime,
    };
    this.#nextSequence += 1;
    this.#storedBytes += event.message.length;
    this.#countInStream(event, ingestionTime);
  }

  at(sequence: number): StoredLogEvent | undefined {
    const event = this.#slots[sequence % this.#capacity];
    return event?.sequence === sequence ? event : undefined;
  }

  /** Streams that still hold an event. */
  streams(): LogStream[] {
    return [...this.#streams.values()];
  }

  stream(name: string): LogStream | undefined {
    return this.#streams.get(name);
  }

  #countInStream(event: LogEvent, ingestionTime: number): void {
    const stream = this.#streams.get(event.logStreamName);
    if (!stream) {
      this.#streams.set(event.logStreamName, {
        name: event.logStreamName,
        creationTime: ingestionTime,
        firstEventTimestamp: event.timestamp,
        lastEventTimestamp: event.timestamp,
        lastIngestionTime: ingestionTime,
        eventCount: 1,
      });
      return;
    }
    stream.lastEventTimestamp = Math.max(stream.lastEventTimestamp, event.timestamp);
    stream.lastIngestionTime = ingestionTime;
    stream.eventCount += 1;
  }

  #forget(event: StoredLogEvent): void {
    this.#storedBytes -= event.message.length;
    const stream = this.#streams.get(event.logStreamName);
    if (!stream) return;
    stream.eventCount -= 1;
    if (stream.eventCount === 0) this.#streams.delete(stream.name);
  }
}
