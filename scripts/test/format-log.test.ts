import { describe, expect, it } from '@jest/globals';
import { formatLog } from '../src/format-log.ts';

const GROUP = '/aws/lambda/dofs-local-fulfill-order';

function format(message: string, group = GROUP): string | undefined {
  return formatLog(group, { logStreamName: 's', timestamp: 0, message })?.replace(/^\d\d:\d\d:\d\d /, '');
}

describe('formatLog', () => {
  it('shows function, message and attempt of a JSON line', () => {
    const line = {
      level: 'INFO',
      message: 'Order a processed with status: FAILED',
      order_id: 'a',
      attempts: 1,
    };

    expect(format(JSON.stringify(line))).toBe(
      'dofs-local-fulfill-order: Order a processed with status: FAILED (attempt 1)',
    );
  });

  it('shows a DEBUG line like any other', () => {
    const line = { level: 'DEBUG', message: 'Order a is valid', order_id: 'a' };

    expect(format(JSON.stringify(line))).toBe('dofs-local-fulfill-order: Order a is valid');
  });

  it('shows the level, the error and the order where the message does not', () => {
    const line = { level: 'ERROR', message: 'not done', order_id: 'a', error: { message: 'why' } };

    expect(format(JSON.stringify(line))).toBe('dofs-local-fulfill-order: ERROR not done: why (order a)');
  });

  it('shows what a function threw without its stack', () => {
    const error = { errorType: 'OrderConflict', errorMessage: 'order a exists', stack: ['at x', 'at y'] };
    const line = `2026-01-01T00:00:00.000Z\tid\tERROR\tInvoke Error \t${JSON.stringify(error)}`;

    expect(format(line)).toBe('dofs-local-fulfill-order: ERROR OrderConflict: order a exists');
  });

  it('shows other lines as they are, cut to a readable length', () => {
    expect(format('plain')).toBe('dofs-local-fulfill-order: plain');
    expect(format('x'.repeat(5000))?.length).toBeLessThan(350);
  });

  it.each(['START RequestId: 1', 'END RequestId: 1', 'REPORT RequestId: 1'])('leaves out %s', (line) => {
    expect(format(line)).toBeUndefined();
  });

  it('leaves out metrics', () => {
    const line = { order_id: 'a', _aws: { Timestamp: 0, CloudWatchMetrics: [] }, OrdersFulfilled: 1 };

    expect(format(JSON.stringify(line))).toBeUndefined();
  });

  it('leaves out the events of workflows', () => {
    expect(format('{"id":"1"}', '/aws/vendedlogs/states/dofs-local-order-workflow')).toBeUndefined();
  });
});
