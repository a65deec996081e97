import { pageOf } from './result-page.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';

export interface ListStateMachinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export function listStateMachines(input: ListStateMachinesInput, { workflows, startDate }: StepFunctions) {
  const { items, nextToken } = pageOf([...workflows.values()], input);
  return {
    stateMachines: items.map(({ spec }) => ({
      stateMachineArn: spec.arn,
      name: spec.name,
      type: spec.type,
      creationDate: toWireDate(startDate),
    })),
    nextToken,
  };
}
