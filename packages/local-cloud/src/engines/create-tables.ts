import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { callJson } from '../gateway/json-protocol.ts';
import type { TableSpec } from '../stack/stack.ts';

interface Index {
  readonly IndexName: string;
  readonly IndexStatus?: string;
  readonly KeySchema: unknown;
  readonly Projection: unknown;
}

interface Table {
  readonly TableStatus: string;
  readonly AttributeDefinitions: readonly { AttributeName: string; AttributeType: string }[];
  readonly KeySchema: unknown;
  readonly GlobalSecondaryIndexes?: readonly Index[];
}

/** Creates the tables that are not there yet and waits until all are active. */
export async function createTables(door: AwsService, tables: readonly TableSpec[]): Promise<void> {
  for (const spec of tables) {
    const table = await describe(door, spec.name);
    if (!table) await create(door, spec);
    else if (!isDeepStrictEqual(schemaOf(table), schemaOf(toInput(spec)))) throw changed(spec, table);
    while (!isActive(await describe(door, spec.name))) await setTimeout(1);
  }
}

function toInput(spec: TableSpec) {
  return {
    TableName: spec.name,
    AttributeDefinitions: spec.attributeDefinitions,
    KeySchema: spec.keySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(spec.globalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes: spec.globalSecondaryIndexes }),
  };
}

function call<Output>(door: AwsService, action: string, input: unknown): Promise<Output> {
  return callJson<Output>(door, { service: 'dynamodb', action, principal: 'local', input });
}

async function create(door: AwsService, spec: TableSpec): Promise<void> {
  try {
    await call(door, 'CreateTable', toInput(spec));
  } catch (cause) {
    throw failed(spec.name, cause);
  }
}

function failed(name: string, cause: unknown): Error {
  return new Error(`cannot create table ${name}: ${(cause as Error).message}`, { cause });
}

async function describe(door: AwsService, name: string): Promise<Table | undefined> {
  try {
    const { Table } = await call<{ Table: Table }>(door, 'DescribeTable', { TableName: name });
    return Table;
  } catch (error) {
    if (error instanceof AwsError && error.name === 'ResourceNotFoundException') return undefined;
    throw failed(name, error);
  }
}

function isActive(table: Table | undefined): boolean {
  const indexes = table?.GlobalSecondaryIndexes ?? [];
  return table?.TableStatus === 'ACTIVE' && indexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');
}

type Schema = Pick<Table, 'AttributeDefinitions' | 'KeySchema' | 'GlobalSecondaryIndexes'>;

/** What cannot differ between a stored table and the stack's; the order of attributes and indexes says nothing. */
function schemaOf({ AttributeDefinitions, KeySchema, GlobalSecondaryIndexes = [] }: Schema) {
  return {
    attributes: Object.fromEntries(AttributeDefinitions.map((a) => [a.AttributeName, a.AttributeType])),
    keySchema: KeySchema,
    indexes: Object.fromEntries(
      GlobalSecondaryIndexes.map((i) => [i.IndexName, [i.KeySchema, i.Projection]]),
    ),
  };
}

function changed(spec: TableSpec, stored: Table): Error {
  const was = JSON.stringify(schemaOf(stored));
  const is = JSON.stringify(schemaOf(toInput(spec)));
  return new Error(
    `table ${spec.name} has another schema in the data directory (${was}) than in the stack (${is}); use another data directory or delete this one`,
  );
}
