import { StackError } from '../stack/stack-error.ts';
import { type PolicyKind, parseStatement } from './parse-statement.ts';
import { checkElements, isObject, refusal } from './policy-json.ts';
import type { Statement } from './statement.ts';

const VERSIONS = ['2012-10-17', '2008-10-17'];

/** The statements of a policy document. `policy` names it; what is not understood here is a StackError that does too. */
export function parsePolicy(document: string, policy: string, kind: PolicyKind): readonly Statement[] {
  const json = parseJson(document, policy);
  if (!isObject(json))
    throw refusal(policy, 'the policy', json, 'write an object with Version and Statement');
  checkElements(json, policy, ['Version', 'Id', 'Statement']);
  const { Version: version = VERSIONS[1], Statement: statements } = json;
  if (!VERSIONS.includes(String(version))) {
    throw refusal(policy, 'Version', version, `write "${VERSIONS.join('" or "')}"`);
  }
  if (statements === undefined) throw refusal(policy, 'Statement', statements, 'write at least one');
  return [statements].flat().map((statement, index) => {
    const sid = isObject(statement) ? statement.Sid : undefined;
    return parseStatement(statement, typeof sid === 'string' && sid ? sid : String(index + 1), policy, kind);
  });
}

function parseJson(document: string, policy: string): unknown {
  try {
    return JSON.parse(document);
  } catch (cause) {
    throw new StackError(`${policy}: it is not JSON: ${(cause as Error).message}`, { cause });
  }
}
