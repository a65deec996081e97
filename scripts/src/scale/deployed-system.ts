import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowType } from '../stack-names.ts';

/** What of a synthesized application stack decides how much it carries and what it costs. */
export interface DeployedSystem {
  readonly workflowType: WorkflowType;
  readonly region: string;
  readonly apiThrottlingRateLimit: number;
  readonly apiThrottlingBurstLimit: number;
  readonly statusShards: number;
  readonly fulfillmentSuccessRate: number;
  readonly maxReceiveCount: number;
  readonly functionMemoryMb: number;
  readonly fulfillment: EventSource;
  readonly deadLetters: EventSource;
  /** Metrics that alarms look at: each is billed. */
  readonly alarmMetrics: number;
  /** Metrics that functions emit. */
  readonly customMetrics: number;
  readonly dashboards: number;
}

interface EventSource {
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly maximumConcurrency: number;
}

type Resources<Kind> = Readonly<Record<string, Kind>>;

interface TerraformJson {
  readonly provider: { readonly aws: readonly { readonly region: string }[] };
  readonly resource: {
    readonly aws_apigatewayv2_stage: Resources<{
      default_route_settings: { throttling_rate_limit: number; throttling_burst_limit: number };
    }>;
    readonly aws_cloudwatch_dashboard: Resources<{ dashboard_body: string }>;
    readonly aws_cloudwatch_metric_alarm: Resources<{ metric_query?: readonly { metric?: object }[] }>;
    readonly aws_lambda_event_source_mapping: Resources<{
      event_source_arn: string;
      batch_size: number;
      maximum_batching_window_in_seconds?: number;
      scaling_config: { maximum_concurrency: number };
    }>;
    readonly aws_lambda_function: Resources<{
      function_name: string;
      memory_size: number;
      environment?: { variables: Readonly<Record<string, string>> };
    }>;
    readonly aws_sfn_state_machine: Resources<{ type: WorkflowType }>;
  };
}

/** The application stack in `stackDirectory`, as Terraform would deploy it. */
export function readDeployedSystem(stackDirectory: string): DeployedSystem {
  const { provider, resource }: TerraformJson = JSON.parse(
    readFileSync(join(stackDirectory, 'cdk.tf.json'), 'utf8'),
  );
  const { default_route_settings: throttling } = only(resource.aws_apigatewayv2_stage, 'API stage');
  const functions = Object.values(resource.aws_lambda_function);
  const fulfillOrder = functions.find(({ function_name }) => function_name.endsWith('-fulfill-order'));
  const { STATUS_SHARDS, FULFILLMENT_SUCCESS_RATE, MAX_RECEIVE_COUNT, METRICS_NAMESPACE } =
    fulfillOrder?.environment?.variables ?? {};
  const dashboards = Object.values(resource.aws_cloudwatch_dashboard);
  return {
    workflowType: only(resource.aws_sfn_state_machine, 'state machine').type,
    region: provider.aws[0]?.region ?? '',
    apiThrottlingRateLimit: throttling.throttling_rate_limit,
    apiThrottlingBurstLimit: throttling.throttling_burst_limit,
    statusShards: Number(STATUS_SHARDS),
    fulfillmentSuccessRate: Number(FULFILLMENT_SUCCESS_RATE),
    maxReceiveCount: Number(MAX_RECEIVE_COUNT),
    functionMemoryMb: fulfillOrder?.memory_size ?? Number.NaN,
    fulfillment: eventSource(resource, 'order_queue'),
    deadLetters: eventSource(resource, 'order_dlq'),
    alarmMetrics: Object.values(resource.aws_cloudwatch_metric_alarm)
      .map(({ metric_query }) => metric_query?.filter(({ metric }) => metric).length ?? 1)
      .reduce((sum, metrics) => sum + metrics, 0),
    customMetrics: new Set(dashboards.flatMap((body) => metricNames(body, METRICS_NAMESPACE))).size,
    dashboards: dashboards.length,
  };
}

function eventSource(
  { aws_lambda_event_source_mapping: mappings }: TerraformJson['resource'],
  queue: string,
): EventSource {
  const found = Object.values(mappings).find(({ event_source_arn }) =>
    event_source_arn.includes(`.${queue}.`),
  );
  if (!found) throw new Error(`no event source mapping reads ${queue}; look into the synthesized stack`);
  return {
    batchSize: found.batch_size,
    batchingWindowSeconds: found.maximum_batching_window_in_seconds ?? 0,
    maximumConcurrency: found.scaling_config.maximum_concurrency,
  };
}

/** The metrics of a namespace that a dashboard shows: a row is `[namespace, name, …]`. */
function metricNames({ dashboard_body }: { dashboard_body: string }, namespace = ''): string[] {
  const { widgets }: { widgets: { properties: { metrics?: string[][] } }[] } = JSON.parse(dashboard_body);
  return widgets
    .flatMap(({ properties }) => properties.metrics ?? [])
    .filter(([first]) => first === namespace)
    .map(([, name = '']) => name);
}

function only<Kind>(resources: Resources<Kind>, what: string): Kind {
  const [first, ...others] = Object.values(resources);
  if (first && others.length === 0) return first;
  throw new Error(`expected one ${what} in the synthesized stack, found ${Object.keys(resources).length}`);
}
