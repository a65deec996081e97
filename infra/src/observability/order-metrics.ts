import type { METRICS as DlqHandlerMetrics } from 'dlq-handler/env';
import type { METRICS as FulfillOrderMetrics } from 'fulfill-order/env';
import type { METRICS as OrderStorageMetrics } from 'order-storage/env';
import type { METRICS as RedriveOrderMetrics } from 'redrive-order/env';
import type { EnvironmentConfig } from '../config.ts';
import type { Metric, Statistic } from './metric.ts';

/** The metrics the functions emit with their units, as each declares its own: a name that is not theirs does not compile. */
export type OrderMetrics = typeof DlqHandlerMetrics &
  typeof FulfillOrderMetrics &
  typeof OrderStorageMetrics &
  typeof RedriveOrderMetrics;

/** Where a function's metrics go. */
export function metricsVariables({ project, environment }: EnvironmentConfig) {
  return { METRICS_NAMESPACE: project, METRICS_ENVIRONMENT: environment };
}

/** A metric of the functions, as they emit it. */
export function orderMetric(
  config: EnvironmentConfig,
  name: keyof OrderMetrics,
  statistic: Statistic = 'Sum',
): Metric {
  const { METRICS_NAMESPACE, METRICS_ENVIRONMENT } = metricsVariables(config);
  return {
    namespace: METRICS_NAMESPACE,
    name,
    dimensions: { Environment: METRICS_ENVIRONMENT },
    statistic,
  };
}
