// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's references, not JavaScript's.
import { describe, expect, it } from '@jest/globals';
import { resolveTerraform } from '../../src/stack/resolve-terraform.ts';
import { orderStack } from './order-stack.ts';

const options = { stackDirectory: '.', gatewayUrl: 'http://127.0.0.1:4566' };

function attributesOf(address: string, resource: object = orderStack.resource) {
  const { resources } = resolveTerraform({ ...orderStack, resource } as typeof orderStack, options);
  return resources.find((candidate) => candidate.address === address)?.attributes;
}

describe('resolveTerraform', () => {
  it('keeps policies as JSON with every reference in them resolved', () => {
    const policy = attributesOf('aws_iam_role_policy.store')?.policy;
    expect(JSON.parse(String(policy))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
          Resource: 'arn:aws:sqs:eu-west-1:000000000000:dofs-orders',
          Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
        },
        { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::${aws:username}/*' },
      ],
    });
  });

  it('keeps who may assume a role', () => {
    const policy = attributesOf('aws_iam_role.store')?.assume_role_policy;
    expect(JSON.parse(String(policy)).Statement[0].Principal).toEqual({ Service: 'lambda.amazonaws.com' });
  });

  it('follows a reference into a nested block, written as an object or as an array', () => {
    const store = { ...orderStack.resource.aws_lambda_function.store };
    const resource = {
      ...orderStack.resource,
      aws_cloudwatch_log_group: {
        ...orderStack.resource.aws_cloudwatch_log_group,
        object: { name: '${aws_dynamodb_table.orders.ttl[0].enabled}' },
        array: { name: '${aws_lambda_function.store.environment[0].variables["PLAIN"]}' },
        dotted: {
          name: '${aws_lambda_function.store.environment.0.variables.BATCH}-${aws_lambda_function.store.arn}',
        },
      },
      aws_lambda_function: { store: { ...store, logging_config: undefined } },
      aws_sfn_state_machine: {},
      aws_cloudwatch_dashboard: {},
    };
    expect(() => attributesOf('', resource)).toThrow(
      'aws_cloudwatch_log_group.object: name is false; it must be a text',
    );
    const { object: _, ...groups } = resource.aws_cloudwatch_log_group;
    const readable = { ...resource, aws_cloudwatch_log_group: groups };
    expect(attributesOf('aws_cloudwatch_log_group.array', readable)?.name).toBe('costs ${5} %{or so}');
    expect(attributesOf('aws_cloudwatch_log_group.dotted', readable)?.name).toBe(
      '5-arn:aws:lambda:eu-west-1:000000000000:function:dofs-store',
    );
  });

  it('knows the ARN of a topic that does not run', () => {
    const resource = {
      ...orderStack.resource,
      aws_cloudwatch_log_group: { store: { name: '${aws_sns_topic.pages.arn}' } },
    };
    expect(attributesOf('aws_cloudwatch_log_group.store', resource)?.name).toBe(
      'arn:aws:sns:eu-west-1:000000000000:pages',
    );
  });
});
