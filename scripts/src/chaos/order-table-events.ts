import type { AwsCall, AwsResponse } from 'local-cloud';
import { ORDER_STATUSES, type OrderStatus } from 'order-model';
import { environmentOf } from './environment-of.ts';
import type { ChaosEvent, SentContent } from './events.ts';
import { JournalError } from './journal-error.ts';
import type { SystemNames } from './system-names.ts';
import { attributesSet, type Update } from './update-expression.ts';

type Attributes = Readonly<Record<string, { readonly S?: string; readonly N?: string } | undefined>>;

interface Request extends Update {
  readonly TableName?: string;
  readonly Key?: Attributes;
  readonly Item?: Attributes;
  readonly ConsistentRead?: boolean;
  readonly ExpressionAttributeValues?: Attributes;
}

/** They change nothing, and no invariant needs to know of them. */
const READS = new Set(['Query', 'Scan', 'BatchGetItem', 'DescribeTable', 'ListTables', 'CreateTable']);

/** What a successful DynamoDB call says of orders. Throws JournalError for a write that it cannot read. */
export function orderTableEvents(call: AwsCall, response: AwsResponse, names: SystemNames): ChaosEvent[] {
  if (READS.has(call.action)) return [];
  const request: Request = JSON.parse(call.body.toString());
  if (request.TableName === names.failedOrdersTable) return failedOrderEvents(call, request);
  if (request.TableName !== names.ordersTable) throw new JournalError('it names neither table');
  const by = names.callerOf(call.principal);
  switch (call.action) {
    case 'GetItem':
      // The invariants take what a delivery has read for what it could know.
      if (request.ConsistentRead !== true)
        throw new JournalError('an order is read without ConsistentRead: true');
      return by === 'fulfill-order' ? [orderRead(call, request, response)] : [];
    case 'PutItem':
      return [{ ...written(request.Item, by, request.Item), content: contentIn(request.Item) }];
    case 'UpdateItem':
      return [written(request.Key, by, updatedIn(request))];
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

/** The values that an update sets, by attribute. */
function updatedIn({ ExpressionAttributeValues: values, ...update }: Request): Attributes {
  const set = [...attributesSet(update)];
  return Object.fromEntries(set.map(([attribute, placeholder]) => [attribute, values?.[placeholder]]));
}

function written(key: Attributes | undefined, by: string, values: Attributes | undefined) {
  return {
    kind: 'written',
    orderId: text(key, 'order_id'),
    by,
    status: statusIn(values, 'status'),
    updatedAt: text(values, 'updated_at'),
  } as const;
}

function contentIn(item: Attributes | undefined): SentContent {
  const quantity = Number(item?.quantity?.N);
  return { order_id: text(item, 'order_id'), product: text(item, 'product'), quantity };
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
