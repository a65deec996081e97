import { PRICE_LIST } from 'local-cloud';
import type { DeployedSystem } from './deployed-system.ts';

/** What is billed by the month, whatever comes in. https://aws.amazon.com/cloudwatch/pricing/ */
const DOLLARS_PER_ALARM_METRIC = 0.1;
const DOLLARS_PER_CUSTOM_METRIC = 0.3;
const DOLLARS_PER_DASHBOARD = 3;

/** Dead letters are asked for by five readers, each with receives of 20 seconds. */
const IDLE_RECEIVES_PER_MONTH = (5 * 730 * 3600) / 20;

/** Dollars a month of alarms, metrics, dashboard and asking for dead letters. */
export function monthDollars({ alarmMetrics, customMetrics, dashboards }: DeployedSystem): number {
  const { dollars, per } = PRICE_LIST.prices.sqsRequests;
  return (
    alarmMetrics * DOLLARS_PER_ALARM_METRIC +
    customMetrics * DOLLARS_PER_CUSTOM_METRIC +
    dashboards * DOLLARS_PER_DASHBOARD +
    (IDLE_RECEIVES_PER_MONTH * dollars) / per
  );
}
