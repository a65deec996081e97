import type { FaultKind } from './fault-kinds.ts';

/** A fault that happened. */
export interface InjectedFault {
  readonly kind: FaultKind;
  /** `sqs:SendMessage`, `dynamodb:*` for an outage, `execute-api:Invoke` for a client's request, or a function name. */
  readonly target: string;
  /** Who was calling, where that is known. */
  readonly principal?: string;
  /** What the kind leaves open: how long, at which call, whether an outage begins or ends. */
  readonly detail?: string;
  readonly timestamp: number;
  /** From 1. */
  readonly sequence: number;
}
