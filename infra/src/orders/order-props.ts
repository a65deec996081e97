import type { EnvironmentConfig } from '../config.ts';

/** What the parts of the application are made from. */
export interface OrderProps extends EnvironmentConfig {
  /** Folder of the deployment packages, one `<function>.zip` each. */
  readonly artifactsDirectory: string;
}
