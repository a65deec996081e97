import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger, createMetrics } from '../src/index.ts';
import { currentTraceId } from '../src/log-line.ts';

const TRACE_ID = '1-5759e988-bd862e3fe1be46a994272793';
const original = process.env._X_AMZN_TRACE_ID;
afterEach(() => {
  if (original === undefined) delete process.env._X_AMZN_TRACE_ID;
  else process.env._X_AMZN_TRACE_ID = original;
});

describe('currentTraceId', () => {
  it.each([
    [`Root=${TRACE_ID};Parent=53995c3f42cd8ad8;Sampled=1`, TRACE_ID],
    [`Self=1-67891234-12456789abcdef012345678;Root=${TRACE_ID}`, TRACE_ID],
    ['Parent=53995c3f42cd8ad8', undefined],
    ['', undefined],
  ])('finds the root of %j', (header, traceId) => {
    expect(currentTraceId(header)).toBe(traceId);
  });
});

describe('a line of a log', () => {
  it('names the trace of the invocation it was written in', () => {
    const lines: Record<string, unknown>[] = [];
    const write = (line: string) => lines.push(JSON.parse(line));
    const logger = createLogger('f', write);
    const metrics = createMetrics(
      { OrdersAccepted: 'Count' },
      {
        namespace: 'dofs',
        environment: 'test',
        now: () => new Date(0),
        write,
      },
    );
    delete process.env._X_AMZN_TRACE_ID;
    logger.info('outside');
    process.env._X_AMZN_TRACE_ID = `Root=${TRACE_ID};Sampled=0`;
    logger.info('inside');
    metrics.emit({ OrdersAccepted: 1 });

    expect(lines[0]).not.toHaveProperty('trace_id');
    expect(lines.slice(1).map(({ trace_id }) => trace_id)).toEqual([TRACE_ID, TRACE_ID]);
  });
});
