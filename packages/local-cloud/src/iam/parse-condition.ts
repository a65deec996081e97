import { CONDITION_KEYS, type ConditionContext, isKnownConditionKey } from './condition-keys.ts';
import { conditionOperators } from './condition-operators.ts';
import { isObject, refusal, texts } from './policy-json.ts';

export type Condition = (context: ConditionContext) => boolean;

/** The `Condition` of a statement: every operator and key must hold, one value of each is enough. */
export function parseCondition(block: unknown, where: string): Condition {
  if (block === undefined) return () => true;
  if (!isObject(block)) throw refusal(where, 'Condition', block, 'write {"operator": {"key": "value"}}');
  const tests = Object.entries(block).flatMap(([operator, keys]) => {
    if (!isObject(keys)) throw refusal(where, `Condition ${operator}`, keys, 'write {"key": "value"}');
    return Object.entries(keys).map(([key, values]) => parseTest(operator, key, values, where));
  });
  return (context) => tests.every((holds) => holds(context));
}

function parseTest(operator: string, key: string, values: unknown, where: string): Condition {
  if (!isKnownConditionKey(key)) {
    throw refusal(
      where,
      'Condition key',
      key,
      `the local run has no value for it; it has ${CONDITION_KEYS.join(', ')}`,
    );
  }
  const wanted = texts(values, where, `Condition ${operator} ${key}`);
  const name = key.toLowerCase();
  if (operator === 'Null') return (context) => wanted.includes(String(context[name] === undefined));
  const ifExists = operator.endsWith('IfExists');
  const { test, negated = false } = conditionOperators[operator.replace(/IfExists$/, '')] ?? unknown();
  return (context) => {
    const value = context[name];
    if (value === undefined) return ifExists || negated;
    return wanted.some((each) => test(value, each)) !== negated;
  };

  function unknown(): never {
    const supported = [...Object.keys(conditionOperators), 'Null'].join(', ');
    throw refusal(
      where,
      'Condition operator',
      operator,
      `supported are ${supported}, all but Null also with IfExists`,
    );
  }
}
