import type { AwsCall, AwsResponse, AwsService } from '../gateway/aws-call.ts';
import { ConnectionResetError } from '../gateway/connection-reset-error.ts';
import type { InvocationWatcher, WatchedInvocation } from '../lambda/invocation-watcher.ts';
import { INVOCATION_KINDS } from './fault-kinds.ts';
import type { FaultLog } from './fault-log.ts';
import type { FaultPlan } from './fault-plan.ts';
import { integerBetween, pick } from './seeded-random.ts';
import { unwrap } from './unwrap.ts';

type Kind = (typeof INVOCATION_KINDS)[number];

/** When an invocation ends before its time. */
type EndPoint = 'before the handler' | 'before the effect' | 'after the effect' | 'with the answer lost';

interface Pending {
  readonly kind: Kind;
  readonly endPoint: EndPoint;
  readonly invocation: WatchedInvocation;
  /** AWS calls up to and with the one it ends at. */
  callsLeft: number;
}

/** Most invocations make one to four calls; one that makes fewer than drawn ends as it answers. */
const MOST_CALLS = 4;

/** Ends invocations in their execution environments: killed, or timed out. */
export interface InvocationFaults {
  readonly watch: InvocationWatcher;
  /** Ends the invocation that makes this call, before or after its effect; undefined: the call is not its last. */
  endingAt(call: AwsCall): ((next: AwsService) => Promise<AwsResponse>) | undefined;
  clear(): void;
}

export function createInvocationFaults(plan: FaultPlan, log: FaultLog): InvocationFaults {
  /** By the session token of the environment, which all calls of the invocation carry. */
  const pendings = new Map<string, Pending>();

  function end({ kind, invocation }: Pending, detail: string): void {
    pendings.delete(invocation.sessionToken);
    if (invocation.end(kind === 'timeout' ? 'timeout' : 'exit')) {
      log.record({ kind, target: invocation.functionName, detail });
    }
  }

  function pendingOf(call: AwsCall): Pending | undefined {
    const token = pendings.size === 0 ? undefined : call.headers['x-amz-security-token'];
    return token === undefined ? undefined : pendings.get(token);
  }

  return {
    watch(invocation) {
      const { functionName, sessionToken } = invocation;
      pendings.delete(sessionToken);
      const decision = plan.decide({ key: functionName, call: 'lambda:Invoke', kinds: INVOCATION_KINDS });
      if (decision?.kind === undefined) return undefined;
      const { kind, random } = decision;
      const endPoint = endPointOf(kind, random);
      const callsLeft = integerBetween(1, MOST_CALLS, random);
      const pending: Pending = { kind, endPoint, invocation, callsLeft };
      if (endPoint === 'before the handler') {
        end(pending, endPoint);
        return undefined;
      }
      pendings.set(sessionToken, pending);
      return () => {
        if (pendings.get(sessionToken) === pending) end(pending, 'with the answer lost');
      };
    },
    endingAt(call) {
      const pending = pendingOf(call);
      if (!pending || pending.endPoint === 'with the answer lost') return undefined;
      pending.callsLeft -= 1;
      if (pending.callsLeft !== 0) return undefined;
      const name = `${call.service}:${call.action}`;
      return async (next) => {
        if (pending.endPoint === 'before the effect') {
          end(pending, `before ${name}`);
          throw new ConnectionResetError();
        }
        const [answered] = await Promise.allSettled([next(call)]);
        // Without faults by now, or the handler did not wait for this call and has answered.
        if (pendings.get(pending.invocation.sessionToken) !== pending) return unwrap(answered);
        end(pending, `after ${name}`);
        throw new ConnectionResetError();
      };
    },
    clear: () => pendings.clear(),
  };
}

function endPointOf(kind: Kind, random: () => number): EndPoint {
  switch (kind) {
    case 'kill-before':
      return 'before the handler';
    case 'kill-during':
      return pick(['before the effect', 'after the effect'], random);
    case 'kill-after':
      return 'with the answer lost';
    case 'timeout':
      return pick(
        ['before the handler', 'before the effect', 'after the effect', 'with the answer lost'],
        random,
      );
  }
}
