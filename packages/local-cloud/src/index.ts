export { DataDirectoryError } from './engines/data-directory-error.ts';
export type { AwsCall, AwsResponse } from './gateway/aws-call.ts';
export { PortInUseError } from './gateway/port-in-use-error.ts';
export type { Denial } from './iam/denial.ts';
export type { GrantUsage } from './iam/grant-usage.ts';
export { type LocalCloud, type LocalCloudOptions, startLocalCloud } from './local-cloud.ts';
export type { LogEvent } from './logs/log-store.ts';
export { StackError } from './stack/stack-error.ts';
