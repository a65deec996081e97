import { describe, expect, it } from '@jest/globals';
import { createMetrics, type MetricsOptions } from '../src/index.ts';

const UNITS = { OrdersFulfilled: 'Count', OrderCompletionTime: 'Milliseconds' } as const;

function setUp(overrides: Partial<MetricsOptions> = {}) {
  const lines: string[] = [];
  const metrics = createMetrics(UNITS, {
    namespace: 'dofs',
    environment: 'test',
    now: () => new Date(1_767_323_045_678),
    write: (line) => lines.push(line),
    ...overrides,
  });
  return { metrics, lines };
}

describe('createMetrics', () => {
  it('writes one embedded metric format line with every value of an event and its properties', () => {
    const { metrics, lines } = setUp();
    metrics.emit({ OrdersFulfilled: 1, OrderCompletionTime: 1500 }, { order_id: 'test001' });

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      order_id: 'test001',
      _aws: {
        Timestamp: 1_767_323_045_678,
        CloudWatchMetrics: [
          {
            Namespace: 'dofs',
            Dimensions: [['Environment']],
            Metrics: [
              { Name: 'OrdersFulfilled', Unit: 'Count' },
              { Name: 'OrderCompletionTime', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
      Environment: 'test',
      OrdersFulfilled: 1,
      OrderCompletionTime: 1500,
    });
  });

  it('has a member for whatever it refers to, as the format demands', () => {
    const { metrics, lines } = setUp();
    metrics.emit({ OrderCompletionTime: 7 }, { Environment: 'other', OrderCompletionTime: 'text', _aws: 1 });
    const line = JSON.parse(lines[0] ?? '');
    const [directive] = line._aws.CloudWatchMetrics;

    for (const name of directive.Dimensions.flat()) expect(line[name]).toBe('test');
    for (const { Name } of directive.Metrics) expect(line[Name]).toBe(7);
  });

  it('leaves out what is no number, and writes nothing when nothing is left', () => {
    const { metrics, lines } = setUp();
    metrics.emit({ OrdersFulfilled: 1, OrderCompletionTime: Number.NaN });
    metrics.emit({ OrderCompletionTime: Number.POSITIVE_INFINITY });
    metrics.emit({});

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty('OrderCompletionTime');
  });

  it.each<[string, Partial<MetricsOptions>]>([
    [
      'the line cannot be written',
      {
        write() {
          throw new Error('EPIPE');
        },
      },
    ],
    [
      'there is no time',
      {
        now() {
          throw new Error('no clock');
        },
      },
    ],
  ])('fails nothing when %s', (_, overrides) => {
    const { metrics } = setUp(overrides);

    expect(() => metrics.emit({ OrdersFulfilled: 1 })).not.toThrow();
  });
});
