import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind } from '../resource.ts';
import type { StateMachineSpec } from '../stack.ts';
import { StackError } from '../stack-error.ts';

const TYPES = ['STANDARD', 'EXPRESS'] as const;
const LOG_LEVELS = ['ALL', 'ERROR', 'FATAL', 'OFF'] as const;

/** `aws_sfn_state_machine`; defaults are Step Functions' own. */
export const sfnStateMachine = {
  unsupported: { name_prefix: [], publish: [] },

  computed: (machine, { region, accountId }) => {
    const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${attributes.text(machine, 'name')}`;
    return { id: arn, arn, status: 'ACTIVE' };
  },

  toSpec: (machine: Resource): StateMachineSpec => {
    const logging = toLogging(machine);
    return {
      name: attributes.text(machine, 'name'),
      arn: attributes.text(machine, 'arn'),
      roleArn: attributes.text(machine, 'role_arn'),
      type: oneOf(machine, 'type', TYPES) ?? 'STANDARD',
      definition: attributes.text(machine, 'definition'),
      ...(logging && { logging }),
    };
  },
} satisfies ResourceKind & { toSpec: unknown };

function toLogging(machine: Resource): StateMachineSpec['logging'] {
  const logging = attributes.block(machine, 'logging_configuration');
  // The destination is a log group ARN that must end in `:*`.
  const logGroupName =
    logging && /:log-group:([^:]+)/.exec(attributes.optionalText(logging, 'log_destination') ?? '')?.[1];
  if (!logging || !logGroupName) return undefined;
  return {
    level: oneOf(logging, 'level', LOG_LEVELS) ?? 'OFF',
    includeExecutionData: logging.attributes.include_execution_data === true,
    logGroupName,
  };
}

function oneOf<const Value extends string>(
  resource: Resource,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = attributes.optionalText(resource, name);
  const value = values.find((candidate) => candidate === text);
  if (text === undefined || value !== undefined) return value;
  throw new StackError(`${resource.address}: ${name} is "${text}"; it must be ${values.join(' or ')}`);
}
