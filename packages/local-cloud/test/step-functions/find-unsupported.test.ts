import { describe, expect, it } from '@jest/globals';
import { findUnsupported } from '../../src/step-functions/find-unsupported.ts';
import { invokes } from './start-step-functions.ts';

const find = (state: object, nested = false) =>
  findUnsupported({ name: 'Work', state: { ...invokes('work'), ...state }, nested });

const withPayload = (path: string) => ({ Parameters: { FunctionName: 'f', Payload: { 'a.$': path } } });

describe('findUnsupported', () => {
  it.each([
    ['Type Map', { Type: 'Map' }],
    ['Resource arn:aws:states:::dynamodb:putItem', { Resource: 'arn:aws:states:::dynamodb:putItem' }],
    [
      'Resource arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      { Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' },
    ],
    ['HeartbeatSeconds', { HeartbeatSeconds: 5 }],
    ['Credentials', { Credentials: {} }],
    ['QueryLanguage JSONata', { QueryLanguage: 'JSONata' }],
    ['Assign in Catch', { Catch: [{ ErrorEquals: ['States.ALL'], Assign: {}, Next: 'End' }] }],
    ["the context object's $$.State.EnteredTime", withPayload('$$.State.EnteredTime')],
    ["the context object's $$.Task.Token", withPayload("States.Format('{}', $$.Task.Token)")],
    ['States.JsonToString (in States.JsonToString($))', withPayload('States.JsonToString($)')],
  ])('finds %s', (unsupported, state) => {
    expect(find(state)).toBe(unsupported);
  });

  it('finds an intrinsic function where a Fail state takes only paths', () => {
    const state = { Type: 'Fail', CausePath: "States.Format('{}', $.error)" };

    expect(findUnsupported({ name: 'Failed', state, nested: false })).toBe(
      "States.Format('{}', $.error) in ErrorPath or CausePath",
    );
  });

  it("finds the execution's input in a branch only", () => {
    const state = withPayload('$$.Execution.Input.order_id');

    expect(find(state)).toBeUndefined();
    expect(find(state, true)).toBe('$$.Execution.Input.order_id inside of a branch');
  });

  it('does not read literals', () => {
    expect(find({ Parameters: { FunctionName: 'f', Payload: '$$.Task.Token' } })).toBeUndefined();
  });
});
