import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { synthesize } from '../../src/synthesize.ts';
import { ORDER_WORKFLOWS, WORKFLOW_TYPES } from './order-workflow-outline.ts';

// biome-ignore lint/suspicious/noExplicitAny: Amazon States Language, as it was synthesized
type State = Record<string, any>;

const ORDER = { 'order_id.$': '$.order_id', 'product.$': '$.product', 'quantity.$': '$.quantity' };

describe.each(WORKFLOW_TYPES)('the %s workflow that is deployed', (workflowType) => {
  let directory: string;
  let definition: { StartAt: string; States: Record<string, State> };
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'order-workflow-'));
    const artifactsDirectory = process.env.TEST_ARTIFACTS;
    await synthesize({ environment: 'local', workflowType, artifactsDirectory }, directory);
    const stack = JSON.parse(readFileSync(join(directory, 'stacks/app-local/cdk.tf.json'), 'utf8'));
    const [stateMachine] = Object.values<State>(stack.resource.aws_sfn_state_machine);
    definition = JSON.parse(stateMachine?.definition);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('has the states, transitions, retries and catches that the model plays', () => {
    const { StartAt, States } = definition;
    const outline = Object.entries(States).map(([name, state]) => [name, outlineOf(state)]);

    expect({ StartAt, States: Object.fromEntries(outline) }).toEqual(ORDER_WORKFLOWS[workflowType]);
  });

  it('hands its tasks what those of the model are handed', () => {
    const { States } = definition;
    const payloadOf = (name: string) => States[name]?.Parameters.Payload;

    expect(payloadOf('StoreOrder')).toEqual({
      operation: 'StoreOrder',
      order: ORDER,
      'accepted_at.$': '$$.Execution.StartTime',
    });
    expect(payloadOf('MarkOrderFailed')).toMatchObject({
      operation: 'MarkOrderFailed',
      order: ORDER,
      'failed_order_id.$': '$$.Execution.Name',
    });
    for (const name of ['SendToQueue', 'SendToDeadLetterQueue'])
      expect(States[name]?.Parameters.MessageBody ?? ORDER).toEqual(ORDER);
  });

  it('goes on with what StoreOrder answered, and with its own input after the tasks that follow', () => {
    const { StoreOrder, IsPending, ...others } = definition.States;
    const following = ['SendToQueue', 'MarkOrderFailed', 'SendToDeadLetterQueue'].flatMap(
      (name) => others[name] ?? [],
    );

    expect(StoreOrder).toMatchObject({ OutputPath: '$.Payload' });
    expect(IsPending?.Choices).toMatchObject([{ Variable: '$.status' }]);
    for (const state of following) expect(state.ResultPath).toBeNull();
    for (const state of [StoreOrder, ...following])
      expect(state?.Catch.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], ResultPath: '$.error' });
  });
});

/** What of a state the outline tells. */
function outlineOf({ Type, Retry, Catch, Next, Choices, Default, Error: error }: State) {
  const pick = (list: State[] | undefined, ...keys: string[]) =>
    list?.map((each) => Object.fromEntries(keys.map((key) => [key, each[key]])));
  return {
    Type,
    ...(Retry && { Retry: pick(Retry, 'ErrorEquals', 'MaxAttempts') }),
    ...(Catch && { Catch: pick(Catch, 'ErrorEquals', 'Next') }),
    ...(Next && { Next }),
    ...(Choices && { Choices: pick(Choices, 'StringEquals', 'Next'), Default }),
    ...(error && { Error: error }),
  };
}
