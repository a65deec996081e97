import aslValidator from 'asl-validator';
import type { StateMachineSpec } from '../stack/stack.ts';
import { type Definition, statesOf } from './definition.ts';
import { findUnsupported } from './find-unsupported.ts';

/** The parsed definition of a state machine; throws when it is invalid or says what cannot run locally. */
export function checkDefinition(spec: StateMachineSpec): Definition {
  const definition = parse(spec);
  // The validator writes into what it is given.
  const { isValid, errorsText } = aslValidator(parse(spec));
  if (!isValid) {
    throw new Error(
      `the definition of state machine ${spec.name} is invalid, correct it: ${errorsText('; ')}`,
    );
  }
  for (const field of Object.keys(definition)) {
    if (!MACHINE_FIELDS.has(field)) throw refusal(spec, 'its definition', field);
  }
  if ((definition.QueryLanguage ?? 'JSONPath') !== 'JSONPath') {
    throw refusal(spec, 'its definition', `QueryLanguage ${definition.QueryLanguage}`);
  }
  for (const named of statesOf(definition)) {
    const unsupported = findUnsupported(named);
    if (unsupported) throw refusal(spec, `state ${named.name}`, unsupported);
  }
  return definition;
}

const MACHINE_FIELDS = new Set([
  'Comment',
  'QueryLanguage',
  'StartAt',
  'States',
  'TimeoutSeconds',
  'Version',
]);

function refusal(spec: StateMachineSpec, where: string, what: string): Error {
  return new Error(
    `state machine ${spec.name} cannot run locally: ${where} uses ${what}, which the local engine does not support; write it without`,
  );
}

function parse(spec: StateMachineSpec): Definition {
  try {
    return JSON.parse(spec.definition) as Definition;
  } catch (error) {
    throw new Error(`the definition of state machine ${spec.name} is not JSON, correct it: ${error}`);
  }
}
