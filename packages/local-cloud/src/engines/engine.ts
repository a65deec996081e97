import type { AwsService } from '../gateway/aws-call.ts';

/** An AWS service on somebody else's engine. */
export interface Engine {
  readonly service: AwsService;
  stop(): Promise<void>;
}
