import { parseCondition } from './parse-condition.ts';
import { parsePrincipal } from './parse-principal.ts';
import { checkElements, isObject, type JsonObject, refusal, texts } from './policy-json.ts';
import type { Pattern, Statement } from './statement.ts';
import { wildcard } from './wildcard.ts';

/** Policies of a role, of a resource, and of a role about who may assume it. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

const COMMON = ['Sid', 'Effect', 'Action', 'NotAction', 'Condition'];
const ELEMENTS: Readonly<Record<PolicyKind, readonly string[]>> = {
  identity: [...COMMON, 'Resource', 'NotResource'],
  resource: [...COMMON, 'Resource', 'NotResource', 'Principal'],
  trust: [...COMMON, 'Principal'],
};

/** One statement of a policy; what it says that is not understood here is a StackError. */
export function parseStatement(json: unknown, name: string, policy: string, kind: PolicyKind): Statement {
  const where = `${policy}, statement ${name}`;
  if (!isObject(json)) throw refusal(policy, `statement ${name}`, json, 'write an object');
  checkElements(json, where, ELEMENTS[kind]);
  const { Effect: effect, Principal: principal, Condition: condition } = json;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw refusal(where, 'Effect', effect, 'write "Allow" or "Deny"');
  }
  const actions = patterns(json, 'Action', where, actionPattern);
  const resources = kind === 'trust' ? [ANY_RESOURCE] : patterns(json, 'Resource', where, resourcePattern);
  return {
    name,
    policy,
    effect,
    grants: actions.flatMap((action) => resources.map((resource) => ({ action, resource, count: 0 }))),
    ...(kind !== 'identity' && { principal: parsePrincipal(principal, where) }),
    condition: parseCondition(condition, where),
    isWithdrawn: false,
  };
}

const ANY_RESOURCE: Pattern = { text: '*', matches: () => true };

/** What `Action` or `Resource` lists, or the one pattern that is everything `NotAction` or `NotResource` does not list. */
function patterns(
  json: JsonObject,
  element: 'Action' | 'Resource',
  where: string,
  toPattern: (text: string, where: string, element: string) => Pattern,
): readonly Pattern[] {
  const inverse = `Not${element}`;
  if ((json[element] === undefined) === (json[inverse] === undefined)) {
    throw refusal(where, `${element} or ${inverse}`, json[element], 'write exactly one of them');
  }
  const read = (name: string) => texts(json[name], where, name).map((text) => toPattern(text, where, name));
  if (json[element] !== undefined) return read(element);
  const excluded = read(inverse);
  const text = `${inverse} ${excluded.map((each) => each.text).join(', ')}`;
  return [{ text, matches: (candidate) => !excluded.some((each) => each.matches(candidate)) }];
}

/** Compared with actions in lower case, as IAM does not tell `sqs:sendmessage` from `sqs:SendMessage`. */
function actionPattern(text: string, where: string, element: string): Pattern {
  if (text !== '*' && !/^[\w-]+:[\w*?]+$/.test(text)) {
    throw refusal(where, element, text, 'write service:Action or "*"');
  }
  return { text, matches: wildcard(text.toLowerCase()) };
}

/** A wildcard may reach over the colons of an ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
function resourcePattern(text: string, where: string, element: string): Pattern {
  if (text !== '*' && !text.startsWith('arn:')) throw refusal(where, element, text, 'write an ARN or "*"');
  return { text, matches: wildcard(text) };
}
