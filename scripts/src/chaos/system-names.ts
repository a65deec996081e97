import type { LocalCloud } from 'local-cloud';
import type { QueueName } from './events.ts';

/** What the journal has to know of the stack to read its calls. */
export interface SystemNames {
  readonly ordersTable: string;
  readonly failedOrdersTable: string;
  /** By the last part of a queue's URL. */
  readonly queues: ReadonlyMap<string, { readonly name: QueueName; readonly url: string }>;
  /** The function that has a role, by its package name; the principal itself where it is no function's. */
  readonly callerOf: (principal: string) => string;
}

export function systemNames(
  { queues, functions, stateMachines }: LocalCloud['stack'],
  tables: Pick<SystemNames, 'ordersTable' | 'failedOrdersTable'>,
): SystemNames {
  // The workflow's name is <project>-<environment>-order-workflow, and those of the functions begin alike.
  const prefix = stateMachines[0]?.name.replace(/order-workflow$/, '') ?? '';
  const byRole = new Map(functions.map((spec) => [spec.roleArn, spec.functionName.replace(prefix, '')]));
  return {
    ...tables,
    queues: new Map(
      queues.map(({ name, url, redrivePolicy }) => [
        name,
        { name: redrivePolicy ? 'order queue' : 'dead-letter queue', url },
      ]),
    ),
    callerOf: (principal) => byRole.get(principal) ?? principal,
  };
}
