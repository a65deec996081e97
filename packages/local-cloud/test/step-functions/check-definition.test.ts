import { describe, expect, it } from '@jest/globals';
import { checkDefinition } from '../../src/step-functions/check-definition.ts';
import { aStateMachine, oneTask } from './start-step-functions.ts';

const check = (definition: object) => checkDefinition(aStateMachine(definition));

describe('checkDefinition', () => {
  it('names the state machine of an invalid definition and says what is wrong', () => {
    const toNowhere = oneTask({ End: undefined, Next: 'Nowhere' });

    expect(() => check(toNowhere)).toThrow(/the definition of state machine orders is invalid.*Nowhere/s);
    expect(() => checkDefinition({ ...aStateMachine({}), definition: '{' })).toThrow(/orders is not JSON/);
  });

  it('names the state that cannot run locally', () => {
    const definition = oneTask({ Resource: 'arn:aws:states:::dynamodb:putItem' });

    expect(() => check(definition)).toThrow(
      'state machine orders cannot run locally: state Work uses Resource arn:aws:states:::dynamodb:putItem,',
    );
  });

  it('refuses JSONata', () => {
    const arguments_ = { Parameters: undefined, Arguments: { FunctionName: 'f' } };
    const jsonata = { ...oneTask(arguments_), QueryLanguage: 'JSONata' };

    expect(() => check(jsonata)).toThrow('its definition uses QueryLanguage JSONata');
  });

  it('leaves the definition as it was written', () => {
    expect(check(oneTask())).toEqual(oneTask());
  });
});
