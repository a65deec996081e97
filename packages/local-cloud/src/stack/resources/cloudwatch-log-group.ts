import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import type { LogGroupSpec } from '../stack.ts';

/** `aws_cloudwatch_log_group`. */
export const cloudwatchLogGroup = {
  computed: (group, { region, accountId }) => {
    const name = attributes.text(group, 'name');
    return { id: name, arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}` };
  },

  toSpec: (group: Resource): LogGroupSpec => ({ name: attributes.text(group, 'name') }),
} satisfies ResourceKind & { toSpec: unknown };
