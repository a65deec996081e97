import type { GatewayLink } from '../gateway/gateway.ts';
import type { BilledInvocation } from '../lambda/invocation.ts';
import type { LogEvent } from '../logs/log-store.ts';
import { BILLED_MEMORY_MB } from '../step-functions/express-billing.ts';
import type { Workflow } from '../step-functions/workflow.ts';
import { Meter } from './meter.ts';
import type { ConsumedCapacity } from './meter-dynalite.ts';
import { createMeterLink } from './meter-link.ts';
import type { MeterReading } from './meter-reading.ts';

/** HTTP APIs are metered in steps of 512 KB: https://aws.amazon.com/api-gateway/pricing/ */
const HTTP_API_STEP_BYTES = 512 * 1024;

/** The meter of a local cloud: what each of its parts tells, and what that adds up to. */
export interface LocalMeter {
  readonly links: readonly GatewayLink[];
  readonly ofDynamoDb: { onConsumed(capacity: ConsumedCapacity): void };
  readonly ofFunctions: { onBilled(invocation: BilledInvocation): void };
  readonly ofWorkflows: {
    onTransition(workflow: Workflow): void;
    onExpressEnd(workflow: Workflow, billedMs: number): void;
  };
  ofApi(name: string): { onRequest(bodyBytes: number): void };
  onLog(logGroupName: string, event: LogEvent): void;
  read(): MeterReading;
}

export function createLocalMeter(): LocalMeter {
  const meter = new Meter();
  return {
    links: [createMeterLink(meter)],
    ofDynamoDb: { onConsumed: ({ unit, resource, units }) => meter.count(unit, resource, units) },
    ofFunctions: {
      onBilled({ spec, billedMs, withInit, initMs }) {
        const { functionName: resource, memorySizeMb: memoryMb } = spec;
        meter.count('lambdaRequests', resource);
        meter.time({ unit: 'lambdaGbSeconds', resource, memoryMb, billedMs, withInit, initMs });
      },
    },
    ofWorkflows: {
      onTransition: ({ spec }) => meter.count('stateTransitions', spec.name),
      onExpressEnd({ spec: { name: resource } }, billedMs) {
        meter.count('expressRequests', resource);
        meter.time({ unit: 'expressGbSeconds', resource, memoryMb: BILLED_MEMORY_MB, billedMs });
      },
    },
    ofApi: (name) => ({
      onRequest(bodyBytes) {
        meter.count('httpApiRequests', name, Math.max(1, Math.ceil(bodyBytes / HTTP_API_STEP_BYTES)));
      },
    }),
    onLog: (logGroupName, { message }) => meter.count('logBytes', logGroupName, Buffer.byteLength(message)),
    read: () => meter.read(),
  };
}
