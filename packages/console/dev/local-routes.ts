import type { FaultPlan, LocalState } from '../src/api/local-api.ts';
import { EXPRESS_DEFINITION } from './express-definition.ts';
import type { Reply } from './order-routes.ts';
import type { World } from './world.ts';

const KINDS = [
  'throttle',
  'error',
  'latency',
  'reset-before',
  'reset-after',
  'duplicate',
  'reorder',
  'kill-before',
  'kill-during',
  'kill-after',
  'timeout',
  'outage',
];

let plan: FaultPlan | null = null;
const injected: Record<string, number> = {};

/** What the console's server of a local run tells, made up. */
export function localRoutes(world: World, method: string, path: string, body: unknown): Reply | undefined {
  const [first, second = '', third] = path.split('/').filter(Boolean).map(decodeURIComponent);
  if (path === '/state') return { status: 200, body: state(world) };
  if (path === '/workflow') return { status: 200, body: { definition: EXPRESS_DEFINITION, type: 'EXPRESS' } };
  if (path === '/faults') {
    plan = method === 'PUT' ? (body as FaultPlan) : null;
    return { status: 200, body: state(world).faults };
  }
  if (first !== 'orders') return undefined;
  const tracked = world.orders.get(second);
  if (third === 'timeline') return { status: 200, body: { events: tracked?.events ?? [] } };
  if (third === 'executions') return { status: 200, body: { executions: tracked?.executions ?? [] } };
  return undefined;
}

function state(world: World): LocalState {
  const pending = [...world.orders.values()].filter(({ order }) => order.status === 'PENDING').length;
  const orders = world.orders.size;
  for (const kind of plan?.kinds ?? [])
    injected[kind] = (injected[kind] ?? 0) + Math.round(Math.random() * 3);
  const line = (service: string, unit: string, perOrder: number, price: number) => ({
    service,
    unit,
    units: Math.round(orders * perOrder),
    dollars: orders * perOrder * price,
  });
  const lines = [
    line('API Gateway', 'HTTP API requests', 1, 1e-6),
    line('Step Functions', 'Express requests', 1, 1e-6),
    line('Lambda', 'requests', 4, 2e-7),
    line('Lambda', 'GB-seconds, arm64', 0.05, 1.33e-5),
    line('DynamoDB', 'write request units', 4.2, 6.25e-7),
    line('SQS', 'requests', 2.6, 4e-7),
  ];
  const dollars = lines.reduce((sum, one) => sum + one.dollars, 0);
  return {
    queues: [
      {
        name: 'dofs-local-order-queue',
        visible: Math.round(pending / 2),
        inFlight: Math.floor(pending / 2),
        delayed: 0,
      },
      { name: 'dofs-local-order-dlq', visible: 0, inFlight: 0, delayed: 0 },
    ],
    costs: { orders, dollarsPerMillionOrders: orders === 0 ? null : (dollars / orders) * 1e6, lines },
    denials: [
      {
        principal: 'dofs-local-fulfill-order',
        action: 'dynamodb:Scan',
        resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/dofs-local-orders',
        reason: 'no statement of its role allows it',
        timestamp: new Date(Date.now() - 60_000).toISOString(),
        times: 3,
      },
    ],
    faults: { active: plan, kinds: KINDS, counts: injected },
  };
}
