/** Percentiles and the statistics of CloudWatch that are used here. */
export type Statistic = 'Sum' | 'Maximum' | 'Average' | 'p50' | 'p99';

/** A metric of CloudWatch with how its data points are summed up. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** The complete set: CloudWatch knows no metric by a part of its dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
}
