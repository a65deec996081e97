import type { PolicyStatement } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';

/** What the smoke test calls to see that an order took every step. */
export function smokeStatements(_config: EnvironmentConfig): PolicyStatement[] {
  return [];
}
