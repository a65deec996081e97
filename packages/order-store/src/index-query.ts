import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';

/** An index whose partitions are sorted by time. */
export interface TimeIndex {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Names of the index and of its keys. */
  readonly index: { readonly name: string; readonly hashKey: string; readonly rangeKey: string };
  /** Key of the table. */
  readonly idKey: string;
}

export interface IndexQuery {
  readonly shard: string;
  readonly limit: number;
  readonly select?: 'COUNT';
  /** Items of this time and before, or after. */
  readonly time?: { readonly operator: '<=' | '>='; readonly at: string } | undefined;
  readonly startKey: QueryCommandOutput['LastEvaluatedKey'];
}

/** One read of a partition, newest first. */
export function queryIndex(
  { client, tableName, index }: TimeIndex,
  { shard, limit, select, time, startKey }: IndexQuery,
): Promise<QueryCommandOutput> {
  return client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: index.name,
      KeyConditionExpression: `#hash = :hash${time ? ` AND #range ${time.operator} :at` : ''}`,
      ExpressionAttributeNames: { '#hash': index.hashKey, ...(time && { '#range': index.rangeKey }) },
      ExpressionAttributeValues: { ':hash': shard, ...(time && { ':at': time.at }) },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: startKey,
      ...(select && { Select: select }),
    }),
  );
}
