import type { IncomingMessage } from 'node:http';
import {
  FAULT_KINDS,
  type FaultControl,
  type FaultKind,
  type FaultOptions,
  FaultOptionsError,
  readBody,
} from 'local-cloud';

/** The faults that were asked for cannot be; the message says why. */
export class InvalidFaultsError extends Error {
  override readonly name = 'InvalidFaultsError';
}

/** What is injected, what can be, and how often each kind was since the last start. */
export interface FaultState {
  readonly active: FaultOptions | null;
  readonly kinds: readonly FaultKind[];
  readonly counts: Readonly<Record<FaultKind, number>>;
}

const BODY_LIMIT_BYTES = 16 * 1024;

export function faultState(faults: FaultControl): FaultState {
  return { active: faults.active() ?? null, kinds: FAULT_KINDS, counts: faults.counts() };
}

/** Injects the faults in the body of a request from now on. Throws InvalidFaultsError. */
export async function startFaults(faults: FaultControl, request: IncomingMessage): Promise<FaultState> {
  const options = readFaultOptions(await readBody(request, BODY_LIMIT_BYTES));
  try {
    faults.start(options);
  } catch (error) {
    if (error instanceof FaultOptionsError) throw new InvalidFaultsError(error.message);
    throw error;
  }
  return faultState(faults);
}

/** The types of what was sent; whether the values can be, faults.start() knows. */
function readFaultOptions(body: Buffer | undefined): FaultOptions {
  const { seed, rate, kinds, calls } = parseObject(body);
  if (typeof seed !== 'number') throw new InvalidFaultsError('seed must be an integer');
  if (typeof rate !== 'number') throw new InvalidFaultsError('rate must be a number from 0 to 1');
  if (!isTexts(kinds)) throw new InvalidFaultsError('kinds must be an array of texts');
  if (calls !== undefined && !isTexts(calls)) throw new InvalidFaultsError('calls must be an array of texts');
  return { seed, rate, kinds: kinds as readonly FaultKind[], ...(calls !== undefined && { calls }) };
}

function parseObject(body: Buffer | undefined): Readonly<Record<string, unknown>> {
  if (!body) throw new InvalidFaultsError(`the body is too long, at most ${BODY_LIMIT_BYTES} bytes are read`);
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {}
  throw new InvalidFaultsError('the body must be a JSON object with seed, rate and kinds');
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
