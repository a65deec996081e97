import type { CallOutcome } from './call-outcome.ts';
import type { PendingCall } from './scheduler.ts';

/** What happened in a run, a line each, to read when it broke. */
export class Timeline {
  readonly lines: string[] = [];

  add({ process, name }: PendingCall, outcome: CallOutcome, result: unknown): void {
    const fault = outcome === 'answered' ? '' : `  ✗ ${outcome}`;
    this.note(process.name, `${name}${show(result)}${fault}`);
  }

  note(who: string, what: string): void {
    this.lines.push(`${String(this.lines.length + 1).padStart(4)}  ${who.padEnd(28)} ${what}`);
  }
}

function show(result: unknown): string {
  if (result === undefined) return '';
  if (typeof result !== 'object' || result === null) return ` → ${String(result)}`;
  if (result instanceof Error) return ` → ${result.name}: ${result.message}`;
  if ('state' in result) return ` → ${result.state}`;
  return 'status' in result ? ` → ${result.status}` : '';
}
