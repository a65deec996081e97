import type { GatewayLink } from '../gateway/gateway.ts';
import type { Meter } from './meter.ts';
import { sqsUsage } from './sqs-requests.ts';

/**
 * Counts the calls of SQS. The last link before the services: what was denied, throttled or lost on its way there is not
 * billed, what reached the service is, also when its answer was lost. The other services tell the meter themselves, as
 * they know better what was used than a call and its answer show.
 */
export function createMeterLink(meter: Meter): GatewayLink {
  return async (call, next) => {
    const response = await next(call);
    if (call.service === 'sqs') {
      const { queue, requests, isIdlePoll } = sqsUsage(call, response);
      meter.count(isIdlePoll ? 'sqsIdlePolls' : 'sqsRequests', queue, requests);
    }
    return response;
  };
}
