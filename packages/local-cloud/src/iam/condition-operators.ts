import { wildcard } from './wildcard.ts';

/** Whether the value a call has for a condition key is as one value in the policy asks. */
type Test = (value: string, wanted: string) => boolean;

const equals: Test = (value, wanted) => value === wanted;
const equalsIgnoreCase: Test = (value, wanted) => value.toLowerCase() === wanted.toLowerCase();
const like: Test = (value, wanted) => wildcard(wanted)(value);

/** Each of the six parts of an ARN by itself: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN */
const arnLike: Test = (value, wanted) => {
  const values = sixParts(value);
  const patterns = sixParts(wanted);
  return (
    values.length === patterns.length &&
    patterns.every((pattern, index) => wildcard(pattern)(values[index] ?? ''))
  );
};

function sixParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

interface ConditionOperator {
  readonly test: Test;
  /** Holds when no value in the policy fits, and so also for a key the call does not have. */
  readonly negated?: true;
}

/** By name: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const conditionOperators: Readonly<Record<string, ConditionOperator>> = {
  ArnEquals: { test: arnLike },
  ArnLike: { test: arnLike },
  ArnNotEquals: { test: arnLike, negated: true },
  ArnNotLike: { test: arnLike, negated: true },
  Bool: { test: equalsIgnoreCase },
  StringEquals: { test: equals },
  StringEqualsIgnoreCase: { test: equalsIgnoreCase },
  StringLike: { test: like },
  StringNotEquals: { test: equals, negated: true },
  StringNotEqualsIgnoreCase: { test: equalsIgnoreCase, negated: true },
  StringNotLike: { test: like, negated: true },
};
