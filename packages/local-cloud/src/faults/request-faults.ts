import { setTimeout as delay } from 'node:timers/promises';
import { ConnectionResetError } from '../gateway/connection-reset-error.ts';
import type { HttpApiRequest } from '../http-api/http-api-request.ts';
import { messageResponse } from '../http-api/http-api-response.ts';
import type { RequestFault } from '../http-api/request-fault.ts';
import { CALL_KINDS } from './fault-kinds.ts';
import type { FaultLog } from './fault-log.ts';
import type { FaultPlan } from './fault-plan.ts';
import { latencyMs } from './latency.ts';

/** IAM's word for what a client of an HTTP API does. */
const TARGET = 'execute-api:Invoke';

export interface RequestFaultOptions {
  readonly plan: FaultPlan;
  readonly log: FaultLog;
  readonly timeScale: number;
  /** False once faults were stopped. */
  readonly isOn: () => boolean;
}

/** Decides what the client of an HTTP API meets; throws ConnectionResetError when its connection breaks at once. */
export async function injectRequestFault(
  request: HttpApiRequest,
  { plan, log, timeScale, isOn }: RequestFaultOptions,
): Promise<RequestFault | undefined> {
  const key = `${TARGET} ${request.method}`;
  const decision = plan.decide({ key, call: TARGET, kinds: CALL_KINDS });
  if (decision?.kind === undefined) return undefined;
  const { kind, random } = decision;
  const record = (more = '') =>
    log.record({ kind, target: TARGET, detail: `${request.method} ${request.path}${more}` });
  switch (kind) {
    case 'throttle':
      record();
      return { answer: messageResponse(429, 'Too Many Requests') };
    case 'error':
      record();
      return { answer: messageResponse(503, 'Service Unavailable') };
    case 'latency': {
      const milliseconds = latencyMs(timeScale, random);
      record(`, ${milliseconds} ms`);
      await delay(milliseconds);
      return undefined;
    }
    case 'reset-before':
      record();
      throw new ConnectionResetError();
    case 'reset-after':
      return {
        losesAnswer() {
          if (isOn()) record();
          return isOn();
        },
      };
  }
}
