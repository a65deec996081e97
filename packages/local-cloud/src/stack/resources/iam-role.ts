import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import type { PolicySpec, RoleSpec } from '../stack.ts';

/** `aws_iam_role`, with whatever resources write a policy into it or attach one. */
export const iamRole = {
  unsupported: { name_prefix: [] },

  computed: (role, { accountId }) => {
    const name = attributes.text(role, 'name');
    const path = attributes.optionalText(role, 'path') ?? '/';
    return { id: name, arn: `arn:aws:iam::${accountId}:role${path}${name}` };
  },

  toSpec: (role: Resource, resources: readonly Resource[]): RoleSpec => {
    const name = attributes.text(role, 'name');
    const ofRole = (kind: string) =>
      resources.filter((resource) => resource.kind === kind && resource.attributes.role === name);
    const attached = [
      ...ofRole('aws_iam_role_policy_attachment').map((each) => attributes.text(each, 'policy_arn')),
      ...attributes.textList(role, 'managed_policy_arns'),
    ];
    const boundary = attributes.optionalText(role, 'permissions_boundary');
    return {
      name,
      arn: attributes.text(role, 'arn'),
      trustPolicy: {
        name: 'assume_role_policy',
        document: attributes.text(role, 'assume_role_policy'),
      },
      policies: [
        ...[...ofRole('aws_iam_role_policy'), ...attributes.blocks(role, 'inline_policy')].map(toInline),
        ...attached.map((arn) => managedPolicy(arn, resources)),
      ],
      ...(boundary && { permissionsBoundary: managedPolicy(boundary, resources) }),
    };
  },
} satisfies ResourceKind & { toSpec: unknown };

function toInline(policy: Resource): PolicySpec {
  const name = attributes.optionalText(policy, 'name') ?? policy.address;
  return { name, document: attributes.text(policy, 'policy') };
}

function managedPolicy(arn: string, resources: readonly Resource[]): PolicySpec {
  const policy = resources.find(
    ({ kind, attributes: { arn: own } }) => kind === 'aws_iam_policy' && own === arn,
  );
  return policy
    ? { name: attributes.text(policy, 'name'), document: attributes.text(policy, 'policy') }
    : { name: arn };
}
