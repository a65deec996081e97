import type { LogFields, Logger } from '../logger.ts';

/** A logger that remembers what it was told. */
export class MemoryLogger implements Logger {
  readonly entries: { level: keyof Logger; message: string; fields: LogFields }[] = [];

  get messages(): string[] {
    return this.entries.map(({ message }) => message);
  }

  debug = (message: string, fields: LogFields = {}): void => this.#add('debug', message, fields);
  info = (message: string, fields: LogFields = {}): void => this.#add('info', message, fields);
  warn = (message: string, fields: LogFields = {}): void => this.#add('warn', message, fields);
  error = (message: string, fields: LogFields = {}): void => this.#add('error', message, fields);

  #add(level: keyof Logger, message: string, fields: LogFields): void {
    this.entries.push({ level, message, fields });
  }
}
