import { PRICE_LIST } from 'local-cloud';
import type { DeployedSystem } from './deployed-system.ts';
import { EVENT_SOURCE_START } from './event-source-scaling.ts';

/** AWS's own month: 730 hours. */
export const MONTH_SECONDS = 730 * 3600;

/** What is billed by the month, whatever comes in. https://aws.amazon.com/cloudwatch/pricing/ */
const DOLLARS_PER_ALARM_METRIC = 0.1;
const DOLLARS_PER_CUSTOM_METRIC = 0.3;
const DOLLARS_PER_DASHBOARD = 3;

/** Readers ask for dead letters with receives of 20 seconds. */
const IDLE_RECEIVES_PER_MONTH = (EVENT_SOURCE_START * MONTH_SECONDS) / 20;

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
