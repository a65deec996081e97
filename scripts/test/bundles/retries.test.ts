import { describe, expect, it } from '@jest/globals';
import type { AwsAnswer } from './aws.ts';
import { EVENTS } from './order-events.ts';
import { startFunction } from './start-function.ts';

const FAULTS: Record<string, AwsAnswer> = {
  'a throttled call': { status: 400, error: 'ProvisionedThroughputExceededException' },
  'a fault of the service': { status: 500, error: 'InternalServerError' },
  'an answer that is lost': 'reset',
  'an answer that breaks off': 'broken off',
};

describe('the retries of the SDK, in the shipped bundles', () => {
  it.each(Object.entries(FAULTS))('%s is tried again, twice', async (_, fault) => {
    await using storage = await startFunction('order-storage', (_, index) =>
      index < 2 ? fault : { body: {} },
    );

    expect(await storage.invoke(EVENTS.storeOrder)).toMatchObject({ status: 'PENDING', replayed: false });

    expect(storage.operations()).toEqual(['PutItem', 'PutItem', 'PutItem']);
    const attempts = storage.calls.map(({ headers }) => headers['amz-sdk-request']);
    expect(attempts).toEqual(['attempt=1; max=4', 'attempt=2; max=4', 'attempt=3; max=4']);
  });

  it('a fault that stays is told after as many attempts as the SDK makes with a service', async () => {
    const fault = { status: 500, error: 'InternalServerError', message: 'try later' };
    await using storage = await startFunction('order-storage', () => fault);
    await using api = await startFunction('api-handler', () => fault);

    await expect(storage.invoke(EVENTS.storeOrder)).rejects.toEqual(
      Object.assign(new Error('try later'), { name: 'InternalServerError' }),
    );
    expect(await api.invoke(EVENTS.placeOrder)).toMatchObject({ statusCode: 503 });

    expect(storage.operations()).toHaveLength(4);
    expect(api.operations()).toHaveLength(3);
  });

  it('a call that was signed by a wrong clock is signed again by that of the service', async () => {
    const date = new Date(Date.now() + 3_600_000);
    const skewed = { status: 400, error: 'InvalidSignatureException', date };
    await using storage = await startFunction('order-storage', (_, index) =>
      index === 0 ? skewed : { body: {} },
    );

    expect(await storage.invoke(EVENTS.storeOrder)).toMatchObject({ status: 'PENDING' });

    const [hoursOff, corrected] = storage.calls.map(({ headers }) => {
      const signedAt = String(headers['x-amz-date']).replace(/(....)(..)(..T..)(..)/, '$1-$2-$3:$4:');
      return (date.getTime() - Date.parse(signedAt)) / 3_600_000;
    });
    expect(storage.calls).toHaveLength(2);
    expect(hoursOff).toBeCloseTo(1, 1);
    expect(corrected).toBeCloseTo(0, 1);
  });

  it('AWS_MAX_ATTEMPTS says how often', async () => {
    const once = () => ({ AWS_MAX_ATTEMPTS: '1' });
    await using api = await startFunction(
      'api-handler',
      () => ({ status: 500, error: 'ServiceFault' }),
      once,
    );

    expect(await api.invoke(EVENTS.placeOrder)).toMatchObject({ statusCode: 503 });

    expect(api.operations()).toEqual(['StartSyncExecution']);
  });
});
