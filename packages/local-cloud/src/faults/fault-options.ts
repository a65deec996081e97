import { callPattern } from './call-pattern.ts';
import { FAULT_KINDS, type FaultKind } from './fault-kinds.ts';
import { FAULTY_SERVICES } from './service-faults.ts';

/** Which faults are injected, and how often. */
export interface FaultOptions {
  /** The same seed decides the same for the n-th call of a principal to an action, in every run. */
  readonly seed: number;
  /** Probability per call, per invocation and per request of an API's client, from 0 to 1. */
  readonly rate: number;
  readonly kinds: readonly FaultKind[];
  /** Only these, as `service:Action` with `*` for any text: `sqs:SendMessage`, `dynamodb:*`; absent: all. */
  readonly calls?: readonly string[];
}

/** Fault options that cannot be; the message names every wrong part and what it may be. */
export class FaultOptionsError extends Error {
  override readonly name = 'FaultOptionsError';
}

const DEFAULT_SEED = 1;
/** Those of FaultyService, and the API its clients call. */
const SERVICES = [...FAULTY_SERVICES, 'execute-api'];
const KEYS = ['seed', 'rate', 'kinds', 'calls'] as const;
type Key = (typeof KEYS)[number];

/**
 * The options in `seed=7,rate=0.05,kinds=throttle+reset-after,calls=sqs:SendMessage`. Only `rate` must be given; the
 * seed is 1 then, the kinds are all. Throws FaultOptionsError.
 */
export function parseFaultOptions(text: string): FaultOptions {
  const problems: string[] = [];
  const given = new Map<Key, string>();
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const [name = '', ...rest] = part.split('=');
    const key = KEYS.find((known) => known === name);
    if (part === '') continue;
    if (!key) problems.push(`"${name}" is unknown, use ${KEYS.join(', ')}`);
    else if (given.has(key)) problems.push(`${key} is given more than once`);
    else given.set(key, rest.join('='));
  }
  const { seed, rate, kinds, calls } = Object.fromEntries(given) as Partial<Record<Key, string>>;
  if (rate === undefined) problems.push('rate is missing, give the probability of a fault: rate=0.05');
  const options = {
    seed: seed === undefined ? DEFAULT_SEED : numberIn(seed),
    rate: rate === undefined ? 0 : numberIn(rate),
    kinds: kinds === undefined ? FAULT_KINDS : (kinds.split('+') as FaultKind[]),
    ...(calls !== undefined && { calls: calls.split('+') }),
  };
  refuse([...problems, ...problemsOf(options, { seed, rate })]);
  return options;
}

/** Throws FaultOptionsError unless the options can be. */
export function checkFaultOptions(options: FaultOptions): void {
  refuse(problemsOf(options, {}));
}

function problemsOf(
  { seed, rate, kinds, calls }: FaultOptions,
  texts: { readonly seed?: string | undefined; readonly rate?: string | undefined },
): string[] {
  const problems: string[] = [];
  if (!Number.isSafeInteger(seed)) problems.push(`seed must be an integer, got ${shown(texts.seed ?? seed)}`);
  if (!(rate >= 0 && rate <= 1))
    problems.push(`rate must be a number from 0 to 1, got ${shown(texts.rate ?? rate)}`);
  const unknown = kinds.filter((kind) => !FAULT_KINDS.includes(kind)).map((kind) => `"${kind}"`);
  if (unknown.length > 0) problems.push(`kinds holds ${unknown.join(', ')}, use ${FAULT_KINDS.join(', ')}`);
  if (kinds.length === 0) problems.push('kinds is empty, give at least one');
  const wrong = calls?.filter((call) => !isSelectable(call)).map((call) => `"${call}"`);
  if (wrong?.length) {
    problems.push(
      `calls holds ${wrong.join(', ')}, use service:Action, with * for any text, of ${SERVICES.join(', ')}`,
    );
  }
  if (calls?.length === 0) problems.push('calls is empty, give at least one or leave it out');
  return problems;
}

/** Whether a pattern is about a service that faults are injected into. */
function isSelectable(call: string): boolean {
  const [, service] = /^([\w*-]+):[\w*]+$/.exec(call) ?? [];
  return service !== undefined && SERVICES.some(callPattern(service));
}

function shown(value: string | number): string {
  return String(value).trim() || 'nothing';
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new FaultOptionsError(problems.join('; '));
}

/** NaN for an empty text too, which Number() takes for 0. */
function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
