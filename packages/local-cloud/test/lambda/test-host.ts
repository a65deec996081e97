import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createFunctionHost,
  type FunctionHost,
  type FunctionHostOptions,
} from '../../src/lambda/function-host.ts';
import type { InvokeResult } from '../../src/lambda/invocation.ts';
import type { FunctionSpec } from '../../src/stack/stack.ts';
import { buildFunction } from './build-function.ts';
import { createMemoryLogs, type MemoryLogs } from './memory-logs.ts';
import { createTestGate, type TestGate } from './test-gate.ts';

/** A function host with what a test of it needs, all of it gone after close(). */
export interface TestHost {
  readonly directory: string;
  readonly logs: MemoryLogs;
  readonly gate: TestGate;
  /** A function of one ES module. */
  build(functionName: string, source: string, overrides?: Partial<FunctionSpec>): FunctionSpec;
  start(functions: FunctionSpec[], options?: TestHostOptions): Promise<FunctionHost>;
  /** `output` is the parsed payload. */
  invoke(functionName: string, event?: unknown): Promise<InvokeResult & { readonly output: TestOutput }>;
  close(): Promise<void>;
}

type TestHostOptions = Partial<
  Pick<FunctionHostOptions, 'maxEnvironmentsPerFunction' | 'initTimeoutSeconds' | 'watchInvocation'>
> & { readonly endpointUrl?: string };

/** Handlers of the tests return what they like; the assertions say what it is. */
type TestOutput = ReturnType<typeof JSON.parse>;

export async function createTestHost(): Promise<TestHost> {
  const directory = mkdtempSync(join(tmpdir(), 'function-host-test-'));
  const logs = createMemoryLogs();
  const gate = await createTestGate();
  let host: FunctionHost | undefined;
  return {
    directory,
    logs,
    gate,
    build: (functionName, source, overrides) =>
      buildFunction(directory, functionName, { 'index.mjs': source }, overrides),
    async start(functions, { endpointUrl = 'http://aws.localhost:4566', ...options } = {}) {
      host = await createFunctionHost({
        functions,
        region: 'eu-central-1',
        endpointUrl: () => endpointUrl,
        logs,
        ...options,
      });
      return host;
    },
    async invoke(functionName, event = {}) {
      if (!host) throw new Error('the test host is not started; call start() first');
      const result = await host.invoke(functionName, JSON.stringify(event));
      return { ...result, output: JSON.parse(result.payload) };
    },
    async close() {
      await host?.stop({ graceSeconds: 0 });
      await gate.close();
      rmSync(directory, { recursive: true, maxRetries: 3 });
    },
  };
}
