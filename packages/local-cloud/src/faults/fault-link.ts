import { setTimeout as delay } from 'node:timers/promises';
import type { AwsCall, AwsResponse, AwsService } from '../gateway/aws-call.ts';
import { ConnectionResetError } from '../gateway/connection-reset-error.ts';
import type { GatewayLink } from '../gateway/gateway.ts';
import { createDuplicates } from './duplicates.ts';
import { CALL_KINDS, type FaultKind } from './fault-kinds.ts';
import type { FaultLog } from './fault-log.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { InvocationFaults } from './invocation-faults.ts';
import { latencyMs } from './latency.ts';
import { createOutages } from './outages.ts';
import { type FaultyService, isFaultyService, serviceFault, unavailableError } from './service-faults.ts';
import { receiveShuffled, sentLate } from './sqs-messages.ts';
import { unwrap } from './unwrap.ts';

export interface FaultLinkOptions {
  readonly plan: FaultPlan;
  readonly log: FaultLog;
  readonly invocations: InvocationFaults;
  readonly timeScale: number;
  /** Chance of a call to begin an outage, before the share that outages have; 0: there are none. */
  readonly outageRate: number;
}

export interface FaultLink {
  readonly link: GatewayLink;
  /** Ends outages and forgets kept copies; calls under way get their answers. */
  stop(): void;
}

type CallKind = (typeof CALL_KINDS)[number] | 'duplicate' | 'reorder';

/** The link of the gateway's chain that lets calls fail, right before they reach their service. */
export function createFaultLink(options: FaultLinkOptions): FaultLink {
  const { plan, log, invocations, timeScale, outageRate } = options;
  const duplicates = createDuplicates({
    timeScale,
    onDelivered: (call, { MessageId }) =>
      log.record({ ...recordOf('duplicate', call), detail: `message ${MessageId}` }),
  });
  const outages = createOutages({ rate: outageRate, timeScale, log });
  let stopped = false;

  async function inject(kind: CallKind, call: AwsCall, next: AwsService, random: () => number) {
    const record = (detail?: string) => log.record({ ...recordOf(kind, call), ...(detail && { detail }) });
    const service = call.service as FaultyService;
    switch (kind) {
      case 'throttle':
      case 'error': {
        const error = serviceFault(service, kind, random);
        record(error.name);
        throw error;
      }
      case 'latency': {
        const milliseconds = latencyMs(timeScale, random);
        record(`${milliseconds} ms`);
        await delay(milliseconds);
        return next(call);
      }
      case 'reset-before':
        record();
        throw new ConnectionResetError();
      case 'reset-after': {
        const [answered] = await Promise.allSettled([next(call)]);
        if (stopped) return unwrap(answered);
        record();
        throw new ConnectionResetError();
      }
      case 'duplicate':
        record();
        await next(call);
        return next(call);
      case 'reorder':
        if (call.action === 'ReceiveMessage') return receiveShuffled(call, next, random, record);
        record();
        return next(sentLate(call, random));
    }
  }

  async function link(call: AwsCall, next: AwsService): Promise<AwsResponse> {
    const { service } = call;
    if (!isFaultyService(service) || isDeveloper(call.principal)) return next(call);
    const name = `${service}:${call.action}`;
    const decision = plan.decide({ key: `${call.principal} ${name}`, call: name, kinds: kindsOf(call) });
    if (decision) outages.perhapsBegin(service, decision.random);
    if (outages.isDown(service)) {
      throw (decision?.random() ?? 0) < 0.5 ? unavailableError() : new ConnectionResetError();
    }
    const ending = invocations.endingAt(call);
    if (ending) return ending(next);
    if (!decision) return next(call);
    const { kind, random } = decision;
    if (call.action !== 'ReceiveMessage') return kind ? inject(kind, call, next, random) : next(call);
    const chance = kind === 'duplicate' ? random : undefined;
    const receive: AwsService = (receiving) => duplicates.receive(receiving, next, chance);
    return kind && kind !== 'duplicate' ? inject(kind, call, receive, random) : receive(call);
  }

  return {
    link,
    stop() {
      stopped = true;
      outages.end();
      duplicates.clear();
    },
  };
}

const RECEIVE_KINDS = [...CALL_KINDS, 'duplicate', 'reorder'] as const;
const SEND_KINDS = [...CALL_KINDS, 'reorder'] as const;
const EVENT_KINDS = [...CALL_KINDS, 'duplicate'] as const;

function kindsOf({ service, action, headers }: AwsCall): readonly CallKind[] {
  if (service === 'sqs' && action === 'ReceiveMessage') return RECEIVE_KINDS;
  if (service === 'sqs' && (action === 'SendMessage' || action === 'SendMessageBatch')) return SEND_KINDS;
  // An asynchronous event is delivered at least once: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
  if (service === 'lambda' && headers['x-amz-invocation-type'] === 'Event') return EVENT_KINDS;
  return CALL_KINDS;
}

function recordOf(kind: FaultKind, { service, action, principal }: AwsCall) {
  return { kind, target: `${service}:${action}`, principal };
}

/** Who looks at the system must see the truth: the local developer's own calls are never hit. */
function isDeveloper(principal: string): boolean {
  return principal.endsWith(':user/developer');
}
