import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import { stableId } from '../stable-id.ts';
import type { EventSourceMappingSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';

/** `aws_lambda_event_source_mapping` of an SQS queue; defaults are Lambda's own. */
export const lambdaEventSourceMapping = {
  unsupported: {
    amazon_managed_kafka_event_source_config: [],
    destination_config: [],
    document_db_event_source_config: [],
    filter_criteria: [],
    provisioned_poller_config: [],
    self_managed_event_source: [],
  },

  computed: (mapping, { region, accountId }) => {
    const uuid = stableId(mapping.address, 32);
    return { id: uuid, uuid, arn: `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${uuid}` };
  },

  toSpec: (mapping: Resource): EventSourceMappingSpec => {
    const scaling = attributes.block(mapping, 'scaling_config');
    const maximumConcurrency = scaling && attributes.optionalInteger(scaling, 'maximum_concurrency');
    const batchSize = attributes.optionalInteger(mapping, 'batch_size') ?? 10;
    const window = attributes.optionalInteger(mapping, 'maximum_batching_window_in_seconds') ?? 0;
    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html#lambda-CreateEventSourceMapping-request-BatchSize
    if (batchSize > 10 && window < 1) {
      throw new StackError(
        `${mapping.address}: batch_size is ${batchSize}; above 10 maximum_batching_window_in_seconds must be 1 or more`,
      );
    }
    return {
      queueArn: queueArn(mapping),
      functionName: functionName(mapping),
      batchSize,
      maximumBatchingWindowSeconds: window,
      reportBatchItemFailures: attributes
        .textList(mapping, 'function_response_types')
        .includes('ReportBatchItemFailures'),
      ...(maximumConcurrency && { maximumConcurrency }),
    };
  },
} satisfies ResourceKind & { toSpec: unknown };

function queueArn(mapping: Resource): string {
  const arn = attributes.text(mapping, 'event_source_arn');
  if (arn.startsWith('arn:aws:sqs:')) return arn;
  throw new StackError(`${mapping.address}: event_source_arn is ${arn}; the local run polls SQS queues only`);
}

/** The attribute takes a name, an ARN or a partial ARN. */
function functionName(mapping: Resource): string {
  const nameOrArn = attributes.text(mapping, 'function_name');
  return /:function:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
