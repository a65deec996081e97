import {
  DynamodbTable,
  type DynamodbTableGlobalSecondaryIndex,
} from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import type { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

export interface TableProps {
  readonly name: string;
  /** Terraform id, pinned: another one would replace the table and its data. */
  readonly logicalId: string;
  readonly hashKey: string;
  readonly pointInTimeRecovery: boolean;
  readonly deletionProtection: boolean;
  readonly indexes?: readonly {
    name: string;
    hashKey: string;
    rangeKey: string;
    nonKeyAttributes: readonly string[];
  }[];
}

type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem';

/** A DynamoDB table, billed on demand; keys are strings. */
export class Table {
  readonly name: string;
  readonly arn: string;
  readonly #logicalId: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    const { name, logicalId, hashKey, indexes = [] } = props;
    const keys = new Set([hashKey, ...indexes.flatMap((index) => [index.hashKey, index.rangeKey])]);
    const table = new DynamodbTable(scope, id, {
      name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey,
      pointInTimeRecovery: { enabled: props.pointInTimeRecovery },
      deletionProtectionEnabled: props.deletionProtection,
      attribute: [...keys].map((key) => ({ name: key, type: 'S' })),
      globalSecondaryIndex: indexes.map(
        (index): DynamodbTableGlobalSecondaryIndex => ({
          name: index.name,
          hashKey: index.hashKey,
          rangeKey: index.rangeKey,
          projectionType: 'INCLUDE',
          nonKeyAttributes: [...index.nonKeyAttributes],
        }),
      ),
    });
    table.overrideLogicalId(logicalId);
    this.#logicalId = logicalId;
    this.name = table.name;
    this.arn = table.arn;
  }

  /** Lets a function do just these calls on the items of the table. */
  grant(grantee: NodeFunction, ...actions: readonly TableAction[]): void {
    grantee.grant({
      sid: `Use${pascalCase(this.#logicalId)}`,
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [this.arn],
    });
  }

  /** Lets a function read just this index. */
  grantQuery(grantee: NodeFunction, indexName: string): void {
    grantee.grant({
      sid: `Query${pascalCase(this.#logicalId)}`,
      actions: ['dynamodb:Query'],
      resources: [`${this.arn}/index/${indexName}`],
    });
  }
}

function pascalCase(snakeCase: string): string {
  return snakeCase.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
