import type { AwsCall, AwsResponse } from 'local-cloud';
import { ORDER_STATUSES, type OrderStatus } from 'order-model';
import { environmentOf } from './environment-of.ts';
import type { ChaosEvent, SentContent } from './events.ts';
import { JournalError } from './journal-error.ts';
import type { SystemNames } from './system-names.ts';

type Attributes = Readonly<Record<string, { readonly S?: string; readonly N?: string } | undefined>>;

interface Request {
  readonly TableName?: string;
  readonly Key?: Attributes;
  readonly Item?: Attributes;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Attributes;
}

/** They change nothing, and no invariant needs to know of them. */
const READS = new Set(['Query', 'Scan', 'BatchGetItem', 'DescribeTable', 'ListTables', 'CreateTable']);
/** What an update may set. An update of the content would go unseen by the invariants, so it is refused. */
const UPDATED = new Set(['status', 'attempts', 'updated_at', 'history', 'status_shard', 'failure_reason']);

/** What a successful DynamoDB call says of orders. Throws JournalError for a write that it cannot read. */
export function orderTableEvents(call: AwsCall, response: AwsResponse, names: SystemNames): ChaosEvent[] {
  if (READS.has(call.action)) return [];
  const request: Request = JSON.parse(call.body.toString());
  if (request.TableName === names.failedOrdersTable) return failedOrderEvents(call, request);
  if (request.TableName !== names.ordersTable) throw new JournalError('it names neither table');
  const by = names.callerOf(call.principal);
  switch (call.action) {
    case 'GetItem':
      return by === 'fulfill-order' ? [orderRead(call, request, response)] : [];
    case 'PutItem':
      return [{ ...written(request.Item, by, request.Item, ''), content: contentIn(request.Item) }];
    case 'UpdateItem':
      checkUpdated(request);
      return [written(request.Key, by, request.ExpressionAttributeValues, ':')];
    default:
      throw new JournalError('the journal knows PutItem and UpdateItem only');
  }
}

function failedOrderEvents({ action }: AwsCall, { Item }: Request): ChaosEvent[] {
  if (action === 'GetItem') return [];
  if (action !== 'PutItem') throw new JournalError('the journal knows PutItem only');
  const orderId = Item?.order_id?.S;
  const failedOrderId = text(Item, 'failed_order_id');
  return [{ kind: 'row', failedOrderId, ...(orderId !== undefined && { orderId }) }];
}

function orderRead({ headers }: AwsCall, { Key }: Request, response: AwsResponse): ChaosEvent {
  const { Item }: { Item?: Attributes } = JSON.parse(response.body.toString());
  return {
    kind: 'read',
    orderId: text(Key, 'order_id'),
    environment: environmentOf(headers['x-amz-security-token']),
    ...(Item && { status: statusIn(Item, 'status'), updatedAt: text(Item, 'updated_at') }),
  };
}

function written(key: Attributes | undefined, by: string, values: Attributes | undefined, prefix: string) {
  return {
    kind: 'written',
    orderId: text(key, 'order_id'),
    by,
    status: statusIn(values, `${prefix}status`),
    updatedAt: text(values, `${prefix}updated_at`),
  } as const;
}

function contentIn(item: Attributes | undefined): SentContent {
  const quantity = Number(item?.quantity?.N);
  return { order_id: text(item, 'order_id'), product: text(item, 'product'), quantity };
}

function checkUpdated({ ExpressionAttributeNames = {} }: Request): void {
  const unknown = Object.values(ExpressionAttributeNames).filter((name) => !UPDATED.has(name));
  if (unknown.length > 0)
    throw new JournalError(`the journal does not know updates of ${unknown.join(', ')}`);
}

function statusIn(attributes: Attributes | undefined, name: string): OrderStatus {
  const value = text(attributes, name);
  const status = ORDER_STATUSES.find((known) => known === value);
  if (!status) throw new JournalError(`${name} is ${value}, which is no status`);
  return status;
}

function text(attributes: Attributes | undefined, name: string): string {
  const value = attributes?.[name]?.S;
  if (value === undefined) throw new JournalError(`it has no text ${name}`);
  return value;
}
