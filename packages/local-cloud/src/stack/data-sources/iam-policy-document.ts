import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';

/** `data.aws_iam_policy_document`: its statements as policy JSON, the way the provider writes them. */
export const iamPolicyDocument: ResourceKind = {
  unsupported: {
    source_policy_documents: [],
    override_policy_documents: [],
    source_json: [],
    override_json: [],
  },
  computed: (document) => {
    const json = JSON.stringify({
      Version: attributes.optionalText(document, 'version') ?? '2012-10-17',
      Id: attributes.optionalText(document, 'policy_id'),
      Statement: attributes.blocks(document, 'statement').map(toStatement),
    })
      // The provider's spelling of IAM's policy variables, `&{aws:username}`, which Terraform would not take for its own.
      .replaceAll('&{', '${');
    return { json, minified_json: json, id: document.address };
  },
};

function toStatement(statement: Resource) {
  return {
    Sid: attributes.optionalText(statement, 'sid'),
    Effect: attributes.optionalText(statement, 'effect') ?? 'Allow',
    Action: oneOrMany(attributes.textList(statement, 'actions')),
    NotAction: oneOrMany(attributes.textList(statement, 'not_actions')),
    Resource: oneOrMany(attributes.textList(statement, 'resources')),
    NotResource: oneOrMany(attributes.textList(statement, 'not_resources')),
    Principal: toPrincipal(attributes.blocks(statement, 'principals')),
    NotPrincipal: toPrincipal(attributes.blocks(statement, 'not_principals')),
    Condition: toCondition(attributes.blocks(statement, 'condition')),
  };
}

function toPrincipal(principals: readonly Resource[]): unknown {
  if (principals.length === 0) return undefined;
  const byType: Record<string, string[]> = {};
  for (const principal of principals) {
    const type = attributes.text(principal, 'type');
    byType[type] = [...(byType[type] ?? []), ...attributes.textList(principal, 'identifiers')];
  }
  // The provider writes `type = "*"` with the identifier `*` as the plain wildcard.
  if (byType['*']?.includes('*')) return '*';
  return Object.fromEntries(Object.entries(byType).map(([type, ids]) => [type, oneOrMany(ids)]));
}

/** Conditions of the same operator and key are one entry with all their values. */
function toCondition(conditions: readonly Resource[]): unknown {
  if (conditions.length === 0) return undefined;
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const condition of conditions) {
    const test = attributes.text(condition, 'test');
    const variable = attributes.text(condition, 'variable');
    const keys = byTest[test] ?? {};
    keys[variable] = [...(keys[variable] ?? []), ...attributes.textList(condition, 'values')];
    byTest[test] = keys;
  }
  return Object.fromEntries(
    Object.entries(byTest).map(([test, keys]) => [
      test,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, oneOrMany(values)])),
    ]),
  );
}

function oneOrMany(values: readonly string[]): unknown {
  if (values.length === 0) return undefined;
  return values.length === 1 ? values[0] : values;
}
