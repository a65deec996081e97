import type { IncomingMessage } from 'node:http';
import { type Answer, jsonAnswer, methodNotAllowed, problemAnswer } from './answer.ts';
import { InvalidFaultsError } from './fault-switch.ts';
import type { LocalRun } from './local-run.ts';

/** Answers a request under `/console/local/`; the path is what comes after that. */
export type LocalRoutes = (request: IncomingMessage, path: string) => Promise<Answer>;

type Methods = Readonly<Record<string, (request: IncomingMessage) => Promise<unknown>>>;

/** As order-model takes them; anything else names no order. */
const ORDER = /^orders\/([\w-]{1,80})\/(timeline|executions)$/;

/** The endpoints that tell what only a local run knows, and switch its faults. */
export function createLocalRoutes(run: LocalRun): LocalRoutes {
  function methodsOf(path: string): Methods | undefined {
    if (path === 'state') return { GET: () => run.state() };
    if (path === 'workflow') return { GET: async () => run.workflow() };
    if (path === 'faults') return { PUT: run.startFaults, DELETE: async () => run.stopFaults() };
    const [, orderId = '', what] = ORDER.exec(path) ?? [];
    if (what === 'timeline') return { GET: async () => ({ events: await run.timeline(orderId) }) };
    if (what === 'executions') return { GET: async () => ({ executions: await run.executions(orderId) }) };
    return undefined;
  }

  return async (request, path) => {
    const methods = methodsOf(path);
    if (!methods) return problemAnswer(404, 'Not found', 'the local run has no such endpoint');
    const { method = '' } = request;
    const answer = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!answer) return methodNotAllowed(Object.keys(methods));
    try {
      return jsonAnswer(await answer(request));
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof InvalidFaultsError) return problemAnswer(400, 'Invalid faults', message);
      return problemAnswer(500, 'Internal error', `the local run cannot tell: ${message}`);
    }
  };
}
