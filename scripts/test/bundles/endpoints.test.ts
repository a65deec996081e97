import { describe, expect, it } from '@jest/globals';
import { EVENTS, ITEM } from './order-events.ts';
import { startFunction } from './start-function.ts';

const ANSWER = { body: { status: 'SUCCEEDED', output: '{"status":"PENDING"}' } };
const NO_ENDPOINT = { AWS_ENDPOINT_URL: undefined, AWS_MAX_ATTEMPTS: '1' };

describe('where the shipped bundles send their calls', () => {
  it('to AWS_ENDPOINT_URL, StartSyncExecution to its name with the prefix `sync-`', async () => {
    await using storage = await startFunction('order-storage', () => ({ body: {} }));
    await using api = await startFunction('api-handler', () => ANSWER);

    await storage.invoke(EVENTS.storeOrder);
    expect(await api.invoke(EVENTS.placeOrder)).toMatchObject({ statusCode: 200 });

    expect(storage.calls.map(({ headers }) => headers.host)).toEqual([`aws.test:${storage.port}`]);
    expect(api.calls.map(({ headers }) => headers.host)).toEqual([`sync-aws.test:${api.port}`]);
  });

  it('to the endpoint of a service where it has one of its own', async () => {
    await using storage = await startFunction(
      'order-storage',
      () => ({ body: {} }),
      ({ port }) => ({
        AWS_ENDPOINT_URL: 'http://elsewhere.test:1',
        AWS_ENDPOINT_URL_DYNAMODB: `http://dynamodb.test:${port}`,
      }),
    );

    await storage.invoke(EVENTS.storeOrder);

    expect(storage.calls.map(({ headers }) => headers.host)).toEqual([`dynamodb.test:${storage.port}`]);
  });

  it.each([
    ['eu-west-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
  ])('without any, to those of AWS in the region %s', async (AWS_REGION, domain) => {
    const environment = () => ({ ...NO_ENDPOINT, AWS_REGION });
    await using storage = await startFunction('order-storage', () => ANSWER, environment);
    await using api = await startFunction('api-handler', () => ANSWER, environment);

    await expect(storage.invoke(EVENTS.storeOrder)).rejects.toThrow('no such host');
    expect(await api.invoke(EVENTS.placeOrder)).toMatchObject({ statusCode: 503 });

    expect(storage.lookups).toEqual([`dynamodb.${AWS_REGION}.${domain}`]);
    expect(api.lookups).toEqual([`sync-states.${AWS_REGION}.${domain}`]);
  });

  it('to the host of the queue', async () => {
    const environment = () => ({
      ORDER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/order-queue',
      AWS_MAX_ATTEMPTS: '1',
    });
    await using fulfillment = await startFunction(
      'fulfill-order',
      () => ({ body: { Item: ITEM } }),
      environment,
    );

    expect(await fulfillment.invoke(EVENTS.fulfillOrder)).toMatchObject({ batchItemFailures: [{}] });

    expect(fulfillment.lookups).toEqual(['aws.test', 'sqs.eu-west-1.amazonaws.com']);
  });

  it('nowhere without a region', async () => {
    const noRegion = () => ({ AWS_REGION: undefined });
    await using storage = await startFunction('order-storage', () => ({ body: {} }), noRegion);

    await expect(storage.invoke(EVENTS.storeOrder)).rejects.toThrow('Region is missing');

    expect(storage.operations()).toEqual([]);
  });

  it('on one connection, however many they are', async () => {
    await using storage = await startFunction('order-storage', () => ({ body: {} }));

    for (let call = 0; call < 5; call++) await storage.invoke(EVENTS.storeOrder);

    expect(storage.calls.map(({ connection }) => connection)).toEqual([0, 0, 0, 0, 0]);
  });
});
