import { describe, expect, it } from '@jest/globals';
import { compareOutput } from '../../src/cdktn/compare-output.ts';

/** The output of a synth of one stack, as cdktf writes it, or with its version fields, or other values, changed. */
function output({ cdktf = '0.21.0', provider = '6.25.0', source = 'aws', queue = {}, indent = 2 } = {}) {
  const stack = {
    '//': { metadata: { stackName: 'app-dev', version: cdktf } },
    resource: { aws_sqs_queue: { orders: { delay_seconds: 0, name: 'orders', tags: ['a', 'b'], ...queue } } },
    terraform: { required_providers: { aws: { source, version: provider } } },
  };
  return new Map<string, Uint8Array>([
    ['manifest.json', Buffer.from(JSON.stringify({ stacks: {}, version: cdktf }))],
    ['stacks/app-dev/assets/a.zip', Buffer.from('zip')],
    ['stacks/app-dev/cdk.tf.json', Buffer.from(JSON.stringify(stack, null, indent))],
  ]);
}

const CDKTN = { cdktf: '0.24.0', provider: '6.66.0', source: 'hashicorp/aws', indent: 0 };
const FILE = 'stacks/app-dev/cdk.tf.json';

describe('compareOutput', () => {
  it('takes outputs as the same that differ in version fields, the form of the source address and white space', () => {
    expect(compareOutput(output(), output(CDKTN))).toEqual([]);
  });

  it.each([
    ['another value', { name: 'other' }, 'name: "orders" and "other"'],
    ['another type', { delay_seconds: '0' }, 'delay_seconds: 0 and "0"'],
    ['a value that is only in the second', { kms_key: null }, 'kms_key: nothing and null'],
    ['a value that is only in the first', { name: undefined }, 'name: "orders" and nothing'],
    ['an item of a list', { tags: ['a', 'c'] }, 'tags.1: "b" and "c"'],
    ['a longer list', { tags: ['a', 'b', 'c'] }, 'tags: ["a","b"] and ["a","b","c"]'],
    ['a version of something else', { version: '1.0.0' }, 'version: nothing and "1.0.0"'],
  ])('names path and values of %s', (_, queue, detail) => {
    expect(compareOutput(output(), output({ ...CDKTN, queue }))).toEqual([
      { file: FILE, detail: `resource.aws_sqs_queue.orders.${detail}` },
    ]);
  });

  it('names a provider from somewhere else, and a version that is none', () => {
    const other = output({ ...CDKTN, source: 'opentofu/aws', provider: '>= 6' });

    expect(compareOutput(output(), other).map(({ detail }) => detail)).toEqual([
      'terraform.required_providers.aws.source: "hashicorp/aws" and "opentofu/aws"',
      'terraform.required_providers.aws.version: "(a version)" and ">= 6"',
    ]);
  });

  it('names other files and other bytes', () => {
    const other = output(CDKTN);
    other.set('stacks/app-dev/assets/a.zip', Buffer.from('zap'));
    other.set('stacks/app-prod/cdk.tf.json', Buffer.from('{}'));
    other.delete('manifest.json');

    expect(compareOutput(output(), other)).toEqual([
      { file: 'manifest.json', detail: 'is only in the first' },
      {
        file: 'stacks/app-dev/assets/a.zip',
        detail: expect.stringMatching(/^SHA-256 [0-9a-f]{64} and [0-9a-f]{64}$/),
      },
      { file: 'stacks/app-prod/cdk.tf.json', detail: 'is only in the second' },
    ]);
  });

  it('says so when only the order of keys differs', () => {
    const [first, second] = [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ].map((json) => new Map([[FILE, Buffer.from(JSON.stringify(json))]]));

    expect(compareOutput(first ?? new Map(), second ?? new Map())).toEqual([
      { file: FILE, detail: 'has the same values in another order of keys' },
    ]);
  });
});
