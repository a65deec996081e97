import { currentTraceId, type WriteLine, writeToStdout } from './log-line.ts';
import type { LogFields } from './logger.ts';

export type MetricUnit = 'Count' | 'Milliseconds';

/** Counts and measures what happens, under the names a function's env.ts declares. */
export interface Metrics<Name extends string> {
  /**
   * One event with all its values, in one line. Properties such as `order_id` are found in the log and are no dimension:
   * each value of a dimension is a metric of its own to pay for. Never throws: a metric must not fail an order.
   */
  emit(values: Partial<Record<Name, number>>, properties?: LogFields): void;
}

export interface MetricsOptions {
  readonly namespace: string;
  /** The one dimension, `Environment`. */
  readonly environment: string;
  readonly now: () => Date;
  readonly write?: WriteLine;
}

/**
 * Metrics as lines of the CloudWatch embedded metric format, which CloudWatch reads from the log: no call, no wait.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createMetrics<Name extends string>(
  units: Readonly<Record<Name, MetricUnit>>,
  { namespace, environment, now, write = writeToStdout }: MetricsOptions,
): Metrics<Name> {
  return {
    emit(values, properties = {}) {
      try {
        const measured = Object.entries(values).filter(([, value]) => Number.isFinite(value));
        if (measured.length === 0) return;
        const Metrics = measured.map(([Name]) => ({ Name, Unit: units[Name as Name] }));
        const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [['Environment']], Metrics }];
        write(
          JSON.stringify({
            trace_id: currentTraceId(),
            ...properties,
            _aws: { Timestamp: now().getTime(), CloudWatchMetrics },
            Environment: environment,
            ...Object.fromEntries(measured),
          }),
        );
      } catch {
        // The order is worth more than its metric.
      }
    },
  };
}
