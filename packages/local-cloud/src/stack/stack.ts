/** What a synthesized Terraform stack holds that runs locally, with every reference resolved. */
export interface Stack {
  readonly region: string;
  readonly accountId: string;
  readonly functions: readonly FunctionSpec[];
  readonly queues: readonly QueueSpec[];
  readonly tables: readonly TableSpec[];
  readonly stateMachines: readonly StateMachineSpec[];
  readonly eventSourceMappings: readonly EventSourceMappingSpec[];
  readonly httpApis: readonly HttpApiSpec[];
  readonly logGroups: readonly LogGroupSpec[];
  readonly roles: readonly RoleSpec[];
  readonly resourcePolicies: readonly ResourcePolicySpec[];
  /** Terraform addresses of resources that mean nothing on one machine (alarms, dashboards, …). */
  readonly withoutLocalMeaning: readonly string[];
}

/** `aws_lambda_function`. */
export interface FunctionSpec {
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
  /** `<file>.<export>` inside the package, as Lambda reads it. */
  readonly handler: string;
  /** Absolute path of the deployment package (zip). */
  readonly packageFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memorySizeMb: number;
  readonly timeoutSeconds: number;
  /** Absent: unreserved. */
  readonly reservedConcurrentExecutions?: number;
  readonly logGroupName: string;
  /** Lowest level of what the platform and the function log; absent: plain text, and all of it. */
  readonly jsonLogging?: { readonly systemLevel: SystemLogLevel; readonly applicationLevel: LogLevel };
}

export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
export type SystemLogLevel = Extract<LogLevel, 'DEBUG' | 'INFO' | 'WARN'>;

/** `aws_sqs_queue`. */
export interface QueueSpec {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly messageRetentionSeconds: number;
  readonly receiveWaitTimeSeconds: number;
  readonly maxMessageSizeBytes: number;
  readonly redrivePolicy?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

/** `aws_dynamodb_table`, in the words of DynamoDB's CreateTable. */
export interface TableSpec {
  readonly name: string;
  readonly arn: string;
  readonly attributeDefinitions: readonly { AttributeName: string; AttributeType: string }[];
  readonly keySchema: readonly KeySchemaElement[];
  readonly globalSecondaryIndexes: readonly {
    IndexName: string;
    KeySchema: readonly KeySchemaElement[];
    Projection: { ProjectionType: string; NonKeyAttributes?: readonly string[] };
  }[];
}

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** `aws_sfn_state_machine`. */
export interface StateMachineSpec {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Amazon States Language, as JSON text. */
  readonly definition: string;
  readonly logging?: {
    readonly level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
    readonly includeExecutionData: boolean;
    readonly logGroupName: string;
  };
}

/** `aws_lambda_event_source_mapping` of an SQS queue. */
export interface EventSourceMappingSpec {
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** Absent: no limit of its own. */
  readonly maximumConcurrency?: number;
}

/** `aws_apigatewayv2_api` with its routes; protocol HTTP. */
export interface HttpApiSpec {
  readonly name: string;
  readonly apiId: string;
  /** What the source ARN of its invocations starts with. */
  readonly executionArn: string;
  readonly routes: readonly HttpRouteSpec[];
  /** Absent: the API says nothing to pages of other origins. */
  readonly cors?: CorsSpec;
  /** Absent: requests are not logged. */
  readonly accessLog?: AccessLogSpec;
}

/** `cors_configuration` of an API. */
export interface CorsSpec {
  /** Origins, `*`, or `https://*`. */
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds?: number;
}

/** `access_log_settings` of a stage. */
export interface AccessLogSpec {
  readonly logGroupName: string;
  /** A line with `$context` variables. */
  readonly format: string;
}

export interface HttpRouteSpec {
  /** `POST /order`, `GET /orders/{order_id}` or `$default`. */
  readonly routeKey: string;
  readonly functionName: string;
  readonly authorizationType: 'NONE' | 'AWS_IAM' | 'JWT' | 'CUSTOM';
}

/** `aws_cloudwatch_log_group`. */
export interface LogGroupSpec {
  readonly name: string;
}

/** `aws_iam_role` with the policies written into it and attached to it. */
export interface RoleSpec {
  readonly name: string;
  readonly arn: string;
  readonly trustPolicy: PolicySpec;
  readonly policies: readonly PolicySpec[];
  readonly permissionsBoundary?: PolicySpec;
}

export interface PolicySpec {
  /** As the stack calls it; the ARN of a policy that is not in the stack. */
  readonly name: string;
  /** JSON; absent: the policy is not in the stack, so nobody here knows what it says. */
  readonly document?: string;
}

/** `aws_sqs_queue_policy` or `aws_lambda_permission`: who may use a resource, said by the resource. */
export interface ResourcePolicySpec extends PolicySpec {
  readonly resourceArn: string;
}
