import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import type { KeySchemaElement, TableSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';

/** `aws_dynamodb_table`. */
export const dynamodbTable = {
  unsupported: {
    import_table: [],
    local_secondary_index: [],
    replica: [],
    restore_source_name: [],
    restore_source_table_arn: [],
    stream_enabled: [],
  },

  computed: (table, { region, accountId }) => {
    if (attributes.block(table, 'ttl')?.attributes.enabled) {
      throw new StackError(
        `${table.address}: ttl is enabled, which the local run does not support; leave it out`,
      );
    }
    const name = attributes.text(table, 'name');
    return { id: name, arn: `arn:aws:dynamodb:${region}:${accountId}:table/${name}` };
  },

  toSpec: (table: Resource): TableSpec => ({
    name: attributes.text(table, 'name'),
    arn: attributes.text(table, 'arn'),
    attributeDefinitions: attributes.blocks(table, 'attribute').map((attribute) => ({
      AttributeName: attributes.text(attribute, 'name'),
      AttributeType: attributes.text(attribute, 'type'),
    })),
    keySchema: keySchema(table),
    globalSecondaryIndexes: attributes.blocks(table, 'global_secondary_index').map((index) => {
      const nonKeyAttributes = attributes.textList(index, 'non_key_attributes');
      return {
        IndexName: attributes.text(index, 'name'),
        KeySchema: keySchema(index),
        Projection: {
          ProjectionType: attributes.text(index, 'projection_type'),
          ...(nonKeyAttributes.length > 0 && { NonKeyAttributes: nonKeyAttributes }),
        },
      };
    }),
  }),
} satisfies ResourceKind & { toSpec: unknown };

function keySchema(tableOrIndex: Resource): readonly KeySchemaElement[] {
  const rangeKey = attributes.optionalText(tableOrIndex, 'range_key');
  return [
    { AttributeName: attributes.text(tableOrIndex, 'hash_key'), KeyType: 'HASH' },
    ...(rangeKey ? [{ AttributeName: rangeKey, KeyType: 'RANGE' as const }] : []),
  ];
}
