import { join } from 'node:path';
import type { Construct } from 'constructs';
import { NodeFunction } from '../aws/node-function.ts';
import { type FunctionName, permissionsBoundaryArn, resourceName } from '../names.ts';
import type { OrderProps } from './order-props.ts';

const DEFAULT_RUNTIME = 'nodejs24.x';

interface OrderFunctionProps {
  readonly name: FunctionName;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}

/** A function of this repository, from its deployment package. */
export function orderFunction(
  scope: Construct,
  props: OrderProps,
  definition: OrderFunctionProps,
): NodeFunction {
  const { name, environment, timeoutSeconds } = definition;
  return new NodeFunction(scope, name, {
    functionName: resourceName(props, name),
    packageFile: join(props.artifactsDirectory, `${name}.zip`),
    environment: { ...environment, ...endpointVariables(props) },
    runtime: props.lambdaRuntime ?? DEFAULT_RUNTIME,
    memorySizeMb: props.functionMemoryMb,
    timeoutSeconds,
    systemLogLevel: props.functionSystemLogLevel,
    reservedConcurrentExecutions: props.reservedConcurrency?.[name],
    logRetentionDays: props.logRetentionDays,
    accountId: props.accountId,
    permissionsBoundaryArn: permissionsBoundaryArn(props),
  });
}

/** The SDK's own variable, so that functions hold no branch for an emulator. */
function endpointVariables({ awsEndpointUrl }: OrderProps): Record<string, string> {
  return awsEndpointUrl === undefined ? {} : { AWS_ENDPOINT_URL: awsEndpointUrl };
}
