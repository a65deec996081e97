import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsumedCapacity } from '../cost/meter-dynalite.ts';
import type { AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import type { TableSpec } from '../stack/stack.ts';
import { createTables } from './create-tables.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import { startDynamoDbThread } from './dynamodb-thread.ts';
import type { Engine } from './engine.ts';

export interface DynamoDbOptions {
  readonly tables: readonly TableSpec[];
  readonly region?: string;
  readonly accountId?: string;
  /** Where tables are kept between runs; absent: in memory. */
  readonly dataDirectory?: string;
  /** Told of the capacity that requests consume, before their callers get an answer. */
  readonly onConsumed?: (capacity: ConsumedCapacity) => void;
}

/** Starts DynamoDB on dynalite, without a socket, with the stack's tables in it. */
export async function startDynamoDb(options: DynamoDbOptions): Promise<Engine> {
  const { tables, region = 'us-east-1', accountId = '000000000000', dataDirectory, onConsumed } = options;
  const path = dataDirectory && join(dataDirectory, 'dynamodb');
  if (path) mkdirSync(path, { recursive: true });
  const thread = startDynamoDbThread({
    region,
    accountId,
    ...(path && { path }),
    ...(onConsumed && { onConsumed }),
  });

  const service: AwsService = async (call) => {
    const response = await thread.request(call.action, call.body.toString());
    if (response.statusCode === 400 && isUnknownOperation(response.body.toString())) {
      throw new AwsError('UnknownOperationException', `dynamodb:${call.action} is not available locally`);
    }
    return response;
  };

  try {
    await createTables(service, tables);
  } catch (error) {
    await thread.stop();
    throw atDataDirectory(error as Error, path);
  }
  return { service, stop: () => thread.stop() };
}

/** dynalite names no operation in this error: its body is the type and nothing else. */
function isUnknownOperation(body: string): boolean {
  return body === '{"__type":"com.amazon.coral.service#UnknownOperationException"}';
}

/** LevelDB lets one process in; dynalite reports the refusal as a database that is closed. */
function atDataDirectory(error: Error, path: string | undefined): Error {
  if (!path || !error.message.includes('Database is closed')) return error;
  return new DataDirectoryError(
    `cannot open the tables in ${path}; end the other run that uses them, or use another data directory`,
    {
      cause: error,
    },
  );
}
