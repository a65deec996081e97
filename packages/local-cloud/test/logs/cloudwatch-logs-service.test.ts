import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloudWatchLogsService } from '../../src/logs/cloudwatch-logs-service.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import { type AwsEndpoint, serveAws } from '../step-functions/aws-endpoint.ts';

const GROUP = '/aws/lambda/store';
const ARN = `arn:aws:logs:eu-central-1:123456789012:log-group:${GROUP}`;
const store = new LogStore({ logGroupNames: [GROUP, '/aws/lambda/other'], clock: () => 500 });
let endpoint: AwsEndpoint;
let client: CloudWatchLogsClient;

beforeAll(async () => {
  endpoint = await serveAws(
    cloudWatchLogsService({ store, region: 'eu-central-1', accountId: '123456789012' }),
  );
  client = new CloudWatchLogsClient(endpoint.clientConfig);
  // Timestamps 0 to 9; even ones in stream a, odd ones in stream b.
  for (let n = 0; n < 10; n += 1) {
    store.write(GROUP, { logStreamName: n % 2 === 0 ? 'a' : 'b', timestamp: n, message: `event ${n}` });
  }
});
afterAll(() => {
  client.destroy();
  endpoint.close();
});

async function filter(input: Partial<FilterLogEventsCommandInput>) {
  const { events = [], nextToken } = await client.send(
    new FilterLogEventsCommand({ logGroupName: GROUP, ...input }),
  );
  return { timestamps: events.map(({ timestamp }) => timestamp), events, nextToken };
}

async function get(input: Partial<GetLogEventsCommandInput>) {
  const { events = [], ...tokens } = await client.send(
    new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 'a', ...input }),
  );
  return { timestamps: events.map(({ timestamp }) => timestamp), ...tokens };
}

describe('cloudWatchLogsService', () => {
  it('filters by time, both ends included, and by stream', async () => {
    expect((await filter({ startTime: 2, endTime: 5 })).timestamps).toEqual([2, 3, 4, 5]);
    expect((await filter({ logStreamNames: ['b'], startTime: 6 })).timestamps).toEqual([7, 9]);
    expect((await filter({ logStreamNamePrefix: 'a', endTime: 2 })).timestamps).toEqual([0, 2]);
    expect((await filter({ filterPattern: '"event 7"' })).events).toMatchObject([
      {
        logStreamName: 'b',
        timestamp: 7,
        message: 'event 7',
        ingestionTime: 500,
        eventId: expect.stringMatching(/^\d+$/),
      },
    ]);
  });

  it('pages through what it filters', async () => {
    const page1 = await filter({ logStreamNames: ['a'], limit: 3 });
    const page2 = await filter({ logStreamNames: ['a'], limit: 3, nextToken: page1.nextToken });

    expect(page1.timestamps).toEqual([0, 2, 4]);
    expect(page2.timestamps).toEqual([6, 8]);
    expect(page2.nextToken).toBeUndefined();
  });

  it('takes a log group by its ARN', async () => {
    const { events } = await client.send(new FilterLogEventsCommand({ logGroupIdentifier: ARN }));

    expect(events).toHaveLength(10);
  });

  it('reads a stream forward until the token stays the same', async () => {
    const page1 = await get({ startFromHead: true, limit: 3 });
    const page2 = await get({ limit: 3, nextToken: page1.nextForwardToken });
    const end = await get({ limit: 3, nextToken: page2.nextForwardToken });

    expect([page1.timestamps, page2.timestamps, end.timestamps]).toEqual([[0, 2, 4], [6, 8], []]);
    expect(end.nextForwardToken).toBe(page2.nextForwardToken);
  });

  it('reads a stream from its tail backward until the token stays the same', async () => {
    const page1 = await get({ limit: 3 });
    const page2 = await get({ limit: 3, nextToken: page1.nextBackwardToken });
    const end = await get({ limit: 3, nextToken: page2.nextBackwardToken });

    expect([page1.timestamps, page2.timestamps, end.timestamps]).toEqual([[4, 6, 8], [0, 2], []]);
    expect(end.nextBackwardToken).toBe(page2.nextBackwardToken);
    expect((await get({ startTime: 2, endTime: 6 })).timestamps).toEqual([2, 4]);
  });

  it('describes groups and streams', async () => {
    const groups = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/', limit: 1 }),
    );
    const rest = await client.send(
      new DescribeLogGroupsCommand({
        logGroupNamePrefix: '/aws/lambda/',
        limit: 1,
        nextToken: groups.nextToken,
      }),
    );
    const streams = await client.send(
      new DescribeLogStreamsCommand({ logGroupName: GROUP, orderBy: 'LastEventTime', descending: true }),
    );

    expect(groups.logGroups).toMatchObject([{ logGroupName: '/aws/lambda/other' }]);
    expect(rest.logGroups).toMatchObject([{ logGroupName: GROUP, arn: `${ARN}:*`, storedBytes: 70 }]);
    expect(rest.nextToken).toBeUndefined();
    expect(streams.logStreams).toMatchObject([
      { logStreamName: 'b', firstEventTimestamp: 1, lastEventTimestamp: 9, arn: `${ARN}:log-stream:b` },
      { logStreamName: 'a', firstEventTimestamp: 0, lastEventTimestamp: 8 },
    ]);
  });

  it.each([
    ['ResourceNotFoundException', { logGroupName: '/aws/lambda/unknown' }],
    ['InvalidParameterException', { logStreamNames: ['a'], logStreamNamePrefix: 'a' }],
    ['InvalidParameterException', { limit: 10_001 }],
    ['InvalidParameterException', { nextToken: 'x' }],
    ['InvalidParameterException', { filterPattern: '[ip, user]' }],
  ])('answers %s to %j', async (name, input) => {
    await expect(filter(input)).rejects.toMatchObject({ name });
  });

  it('says that a log stream does not exist', async () => {
    await expect(get({ logStreamName: 'c' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
  });
});
