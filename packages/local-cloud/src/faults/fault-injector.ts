import type { GatewayLink } from '../gateway/gateway.ts';
import type { RequestFaults } from '../http-api/request-fault.ts';
import type { InvocationWatcher } from '../lambda/invocation-watcher.ts';
import type { FaultKind } from './fault-kinds.ts';
import { createFaultLink } from './fault-link.ts';
import { createFaultLog, type FaultLog } from './fault-log.ts';
import { checkFaultOptions, type FaultOptions } from './fault-options.ts';
import { createFaultPlan } from './fault-plan.ts';
import type { InjectedFault } from './injected-fault.ts';
import { createInvocationFaults } from './invocation-faults.ts';
import { injectRequestFault } from './request-faults.ts';

/** Turns faults on and off, and tells what they were. */
export interface FaultControl {
  /** From now on, in place of what was on, with everything counted from the beginning. Throws FaultOptionsError. */
  start(options: FaultOptions): void;
  /** Injects nothing more: outages end, and copies of messages that wait are forgotten. */
  stop(): void;
  /** What is injected now; undefined: nothing. */
  active(): FaultOptions | undefined;
  /** The last 10,000 since start(), oldest first. */
  injected(): readonly InjectedFault[];
  /** Since start(); an outage counts once, the calls it refuses do not. */
  counts(): Readonly<Record<FaultKind, number>>;
}

/** The places where faults are injected: none of them does anything before start(). */
export interface FaultInjector {
  readonly control: FaultControl;
  readonly link: GatewayLink;
  readonly watchInvocation: InvocationWatcher;
  readonly injectRequestFault: RequestFaults;
}

export interface FaultInjectorOptions {
  /** How many times faster latency and outages pass. */
  readonly timeScale: number;
  readonly onFault?: ((fault: InjectedFault) => void) | undefined;
}

export function createFaultInjector({ timeScale, onFault }: FaultInjectorOptions): FaultInjector {
  let log = createFaultLog(onFault);
  let active: (Faults & { readonly options: FaultOptions }) | undefined;

  function stop(): void {
    active?.stop();
    active = undefined;
  }

  return {
    control: {
      start(options) {
        checkFaultOptions(options);
        stop();
        log = createFaultLog(onFault);
        active = { options, ...startFaults(options, log, timeScale) };
      },
      stop,
      active: () => active?.options,
      injected: () => log.injected(),
      counts: () => log.counts(),
    },
    link: (call, next) => (active ? active.link(call, next) : next(call)),
    watchInvocation: (invocation) => active?.watchInvocation(invocation),
    injectRequestFault: async (request) => active?.injectRequestFault(request),
  };
}

type Faults = Omit<FaultInjector, 'control'> & Pick<FaultControl, 'stop'>;

function startFaults(options: FaultOptions, log: FaultLog, timeScale: number): Faults {
  const plan = createFaultPlan(options);
  const invocations = createInvocationFaults(plan, log);
  let isOn = true;
  const outageRate = options.kinds.includes('outage') ? options.rate : 0;
  const calls = createFaultLink({ plan, log, invocations, timeScale, outageRate });
  return {
    link: calls.link,
    watchInvocation: invocations.watch,
    injectRequestFault: (request) => injectRequestFault(request, { plan, log, timeScale, isOn: () => isOn }),
    stop() {
      isOn = false;
      calls.stop();
      invocations.clear();
    },
  };
}
