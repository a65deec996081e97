import type { HttpApiRequest } from './http-api-request.ts';
import type { HttpApiResponse } from './http-api-response.ts';

/** What happens to a request that has arrived. */
export interface RequestFault {
  /** Sent in place of what the function would answer, which is not invoked. */
  readonly answer?: HttpApiResponse;
  /** Asked once the function has answered: whether the client's connection breaks before it gets the answer. */
  readonly losesAnswer?: () => boolean;
}

/** Asked for each request; rejects when the client's connection breaks before the function is invoked. */
export type RequestFaults = (request: HttpApiRequest) => Promise<RequestFault | undefined>;
