import type { Definition } from '../graph/definition.ts';
import { beside } from './config.ts';
import { request } from './request.ts';

export interface QueueDepth {
  readonly name: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

interface CostLine {
  readonly service: string;
  readonly unit: string;
  readonly units: number;
  readonly dollars: number;
}

export interface Denial {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly reason: string;
  readonly timestamp: string | number;
  readonly times: number;
}

export interface FaultPlan {
  readonly seed: number;
  /** Of the calls, 0 to 1. */
  readonly rate: number;
  readonly kinds: readonly string[];
}

export interface LocalState {
  readonly queues: readonly QueueDepth[];
  /** The following are absent where the run does not have them. */
  readonly costs?: {
    readonly orders: number;
    readonly dollarsPerMillionOrders: number | null;
    readonly lines: readonly CostLine[];
  };
  readonly denials?: readonly Denial[];
  readonly faults?: {
    readonly active: FaultPlan | null;
    readonly kinds: readonly string[];
    readonly counts: Readonly<Record<string, number>>;
  };
}

export interface LocalEvent {
  readonly at: string;
  readonly source: 'api' | 'workflow' | 'queue' | 'attempt' | 'dead-letter' | 'redrive';
  readonly text: string;
  readonly reason?: string;
  readonly level?: string;
}

export interface VisitedState {
  readonly name: string;
  readonly outcome: 'succeeded' | 'failed' | 'running';
  readonly enteredAt: string;
  readonly error?: string;
  readonly attempts?: number;
}

export interface Execution {
  readonly name: string;
  readonly status: string;
  readonly startedAt: string;
  readonly stoppedAt?: string;
  readonly states: readonly VisitedState[];
}

const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await request<T>(beside(`local/${path}`), signal && { signal })).body;

const ofOrder = (orderId: string, path: string) => `orders/${encodeURIComponent(orderId)}/${path}`;

/** What only the console's server of a local run can tell. */
export const localApi = {
  state: (signal?: AbortSignal) => get<LocalState>('state', signal),
  workflow: (signal?: AbortSignal) => get<{ definition: Definition; type: string }>('workflow', signal),
  async timeline(orderId: string, signal?: AbortSignal): Promise<readonly LocalEvent[]> {
    return (await get<{ events: LocalEvent[] }>(ofOrder(orderId, 'timeline'), signal)).events;
  },
  async executions(orderId: string, signal?: AbortSignal): Promise<readonly Execution[]> {
    return (await get<{ executions: Execution[] }>(ofOrder(orderId, 'executions'), signal)).executions;
  },
  async startFaults(plan: FaultPlan): Promise<void> {
    await request(beside('local/faults'), { method: 'PUT', body: plan });
  },
  async stopFaults(): Promise<void> {
    await request(beside('local/faults'), { method: 'DELETE' });
  },
};
