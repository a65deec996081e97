import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js';
import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition/index.js';
import { Construct } from 'constructs';
import { NotificationTopic } from '../aws/notification-topic.ts';
import { arnsIn, resourceName } from '../names.ts';
import type { OrderProps } from '../orders/order-props.ts';
import { addAlarm } from './alarm.ts';
import { alarms } from './alarms.ts';
import { dashboardBody } from './dashboard.ts';
import type { ObservedSystem } from './observed-system.ts';

/** The order's way through every log group; whoever opens the query puts the order_id in. */
const FOLLOW_AN_ORDER = `fields @timestamp, @log, message, type, attempts, error.message, trace_id, @message
| filter @message like "ORDER_ID"
| sort @timestamp asc
| limit 1000`;

/** What tells an operator how the orders of an environment are doing, and wakes one when they are not doing well. */
export class OrderObservability extends Construct {
  constructor(scope: Construct, id: string, props: OrderProps, system: ObservedSystem) {
    super(scope, id);
    const { accountId, alarmEmail } = props;
    const topic = new NotificationTopic(this, 'topic', {
      name: resourceName(props, 'alarms'),
      publisher: {
        service: 'cloudwatch.amazonaws.com',
        sourceArns: [arnsIn(props)('cloudwatch', `alarm:${resourceName(props, '*')}`)],
      },
      accountId,
      emails: alarmEmail === undefined ? [] : [alarmEmail],
    });
    const alarmArns = alarms(props, system).map(
      (definition) => addAlarm(this, props, topic.arn, definition).arn,
    );
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: resourceName(props, 'orders'),
      dashboardBody: dashboardBody(props, system, alarmArns),
    });
    // Emulators keep no queries: their deployment would fail for a convenience.
    if (props.awsEndpointUrl !== undefined) return;
    new CloudwatchQueryDefinition(this, 'follow-an-order', {
      name: `${resourceName(props, 'orders')}/follow an order`,
      logGroupNames: [...system.logGroupNames],
      queryString: FOLLOW_AN_ORDER,
    });
  }
}
