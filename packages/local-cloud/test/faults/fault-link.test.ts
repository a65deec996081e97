import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultKind } from '../../src/faults/fault-kinds.ts';
import type { FaultyService } from '../../src/faults/service-faults.ts';
import { callJson } from '../../src/gateway/json-protocol.ts';
import { DEVELOPER, type FaultCloud, ROLE, startFaultCloud } from './fault-cloud.ts';

let cloud: FaultCloud;

beforeEach(async () => {
  cloud = await startFaultCloud();
});

afterEach(() => cloud.close());

const only = (kind: FaultKind, rate = 1) => ({ seed: 7, rate, kinds: [kind] });

/** A call of the service through its SDK client, without retries. */
const calls = {
  dynamodb: (client) => new DynamoDBClient(client).send(new ListTablesCommand({})),
  sqs: (client) => new SQSClient(client).send(new ListQueuesCommand({})),
  states: (client) => new SFNClient(client).send(new ListStateMachinesCommand({})),
  lambda: (client) => new LambdaClient(client).send(new ListFunctionsCommand({})),
} satisfies Record<FaultyService, (client: ReturnType<FaultCloud['clientAs']>) => Promise<unknown>>;
const services = Object.keys(calls) as FaultyService[];

const failureOf = (service: FaultyService) =>
  calls[service](cloud.clientAs()).then(
    () => undefined,
    (error) => error,
  );

describe('throttle', () => {
  it.each([
    ['dynamodb', /^(ProvisionedThroughputExceededException|ThrottlingException)$/, 400],
    ['sqs', /^(RequestThrottled|ThrottlingException)$/, 400],
    ['states', /^ThrottlingException$/, 400],
    ['lambda', /^TooManyRequestsException$/, 429],
  ] as const)(
    'is what %s says when it is called too often, without the effect',
    async (service, name, status) => {
      cloud.control.start(only('throttle'));

      const error = await failureOf(service);

      expect(error.name).toMatch(name);
      expect(error.$metadata.httpStatusCode).toBe(status);
      expect(cloud.reached).toHaveLength(0);
      expect(cloud.faults).toMatchObject([
        { kind: 'throttle', principal: ROLE, detail: error.name, sequence: 1 },
      ]);
    },
  );
});

describe('error', () => {
  it.each(services)('is a 5xx of %s without the effect', async (service) => {
    cloud.control.start(only('error'));

    const error = await failureOf(service);

    expect(error.name).toMatch(/^(InternalServerError|InternalFailure|ServiceUnavailable|ServiceException)$/);
    expect(error.$metadata.httpStatusCode).toBeGreaterThanOrEqual(500);
    expect(cloud.reached).toHaveLength(0);
  });
});

describe('reset', () => {
  it.each([
    ['reset-before', 0],
    ['reset-after', 1],
  ] as const)('%s breaks the connection, the service having been reached %d times', async (kind, times) => {
    cloud.control.start(only(kind));

    const error = await failureOf('dynamodb');

    expect(error.message).toContain('socket hang up');
    expect(cloud.reached).toHaveLength(times);
    expect(cloud.faults).toMatchObject([{ kind, target: 'dynamodb:ListTables', principal: ROLE }]);
  });

  it.each(['reset-before', 'reset-after'] as const)(
    '%s reaches callers in this process too',
    async (kind) => {
      cloud.control.start(only(kind));

      const call = callJson(cloud.door, {
        service: 'states',
        action: 'StopExecution',
        principal: ROLE,
        input: {},
      });

      await expect(call).rejects.toMatchObject({ name: 'ConnectionResetError', code: 'ECONNRESET' });
    },
  );
});

describe('latency', () => {
  it('lets the call come through', async () => {
    cloud.control.start(only('latency'));

    expect(await failureOf('sqs')).toBeUndefined();
    expect(cloud.reached).toHaveLength(1);
    expect(cloud.faults).toMatchObject([{ kind: 'latency', detail: expect.stringMatching(/^\d+ ms$/) }]);
  });
});

describe('outage', () => {
  const isOutage = (detail: RegExp) => () =>
    cloud.faults.some((fault) => fault.kind === 'outage' && detail.test(fault.detail ?? ''));

  it('begins, refuses every call of its service, and ends', async () => {
    cloud.control.start(only('outage'));
    const call = (service: string) =>
      callJson(cloud.door, { service, action: 'Get', principal: ROLE, input: {} }).then(
        () => 'answered',
        () => 'refused',
      );
    // It lasts for milliseconds here, but no timer ends it while nothing but promises is waited for.
    while (!isOutage(/begins/)()) await call('dynamodb');
    const before = cloud.reached.length;
    const refused = [await call('dynamodb'), await call('dynamodb'), await call('dynamodb')];
    const other = await call('states');
    await cloud.until(isOutage(/ends/));

    expect(refused).toEqual(['refused', 'refused', 'refused']);
    expect(other).toBe('answered');
    expect(cloud.reached).toHaveLength(before + 1);
    expect(cloud.faults).toMatchObject([
      { kind: 'outage', target: 'dynamodb:*', detail: expect.stringMatching(/^begins, for \d+ ms$/) },
      { kind: 'outage', target: 'dynamodb:*', detail: 'ends' },
    ]);
    expect(cloud.control.counts().outage).toBe(1);
  });
});

describe('who is hit', () => {
  it.each(['throttle', 'error', 'reset-before', 'reset-after', 'outage'] as const)(
    'is not the developer: %s',
    async (kind) => {
      cloud.control.start(only(kind));
      for (const service of services) {
        await callJson(cloud.door, { service, action: 'List', principal: DEVELOPER, input: {} }).catch(
          () => {},
        );
      }

      expect(cloud.reached).toHaveLength(services.length);
      expect(cloud.faults).toEqual([]);
    },
  );

  it('is no call that reads logs', async () => {
    cloud.control.start(only('error'));
    await callJson(cloud.door, { service: 'logs', action: 'GetLogEvents', principal: ROLE, input: {} });

    expect(cloud.reached).toHaveLength(1);
  });

  it('is only what the options select', async () => {
    cloud.control.start({ ...only('error'), calls: ['sqs:*'] });

    expect(await failureOf('dynamodb')).toBeUndefined();
    expect(await failureOf('sqs')).toBeDefined();
  });
});

describe('start and stop', () => {
  it('inject nothing before the start, after the stop, and at rate 0', async () => {
    await failureOf('sqs');
    cloud.control.start(only('error', 0));
    await failureOf('sqs');
    cloud.control.start(only('error'));
    cloud.control.stop();
    await failureOf('sqs');

    expect(cloud.reached).toHaveLength(3);
    expect(cloud.control.injected()).toEqual([]);
  });

  it('ends an outage at once', async () => {
    cloud.control.start(only('outage'));
    while (cloud.control.counts().outage === 0) await failureOf('sqs');
    cloud.control.stop();

    expect(await failureOf('sqs')).toBeUndefined();
    expect(cloud.faults.at(-1)).toMatchObject({ kind: 'outage', detail: 'ends' });
  });

  it('repeat the same faults with the same seed, and others with another', async () => {
    const run = async (seed: number) => {
      cloud.control.start({ seed, rate: 0.4, kinds: ['throttle', 'error', 'reset-before', 'reset-after'] });
      for (let index = 0; index < 40; index++) {
        for (const service of ['dynamodb', 'sqs']) {
          const input = { service, action: 'List', principal: ROLE, input: {} };
          await callJson(cloud.door, input).catch(() => {});
        }
      }
      return cloud.control.injected().map(({ timestamp: _, ...fault }) => fault);
    };
    const first = await run(7);

    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    expect(cloud.control.injected()).toHaveLength(
      Object.values(cloud.control.counts()).reduce((sum, count) => sum + count, 0),
    );
  });

  it('refuse options that cannot be, and leave what is on', async () => {
    cloud.control.start(only('error'));
    expect(() => cloud.control.start(only('error', 2))).toThrow('rate must be a number from 0 to 1, got 2');
    expect(await failureOf('sqs')).toBeDefined();
  });
});
