import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS } from '../../src/faults/fault-kinds.ts';
import { checkFaultOptions, FaultOptionsError, parseFaultOptions } from '../../src/faults/fault-options.ts';

describe('parseFaultOptions', () => {
  it('takes every part, with several values joined by a plus', () => {
    expect(
      parseFaultOptions('seed=7,rate=0.05,kinds=throttle+reset-after,calls=sqs:SendMessage+dynamodb:*'),
    ).toEqual({
      seed: 7,
      rate: 0.05,
      kinds: ['throttle', 'reset-after'],
      calls: ['sqs:SendMessage', 'dynamodb:*'],
    });
  });

  it('needs no more than a rate', () => {
    expect(parseFaultOptions('rate=1')).toEqual({ seed: 1, rate: 1, kinds: FAULT_KINDS });
  });

  it.each([
    ['', 'rate is missing, give the probability of a fault: rate=0.05'],
    ['seed=7', 'rate is missing'],
    ['rate=', 'rate must be a number from 0 to 1, got nothing'],
    ['rate=2', 'rate must be a number from 0 to 1, got 2'],
    ['rate=-0.1', 'rate must be a number from 0 to 1, got -0.1'],
    ['rate=often', 'rate must be a number from 0 to 1, got often'],
    ['rate=0.1,seed=1.5', 'seed must be an integer, got 1.5'],
    ['rate=0.1,seed=', 'seed must be an integer, got nothing'],
    ['rate=0.1,seed=lucky', 'seed must be an integer, got lucky'],
    ['rate=0.1,rate=0.2', 'rate is given more than once'],
    ['rate=0.1,speed=3', '"speed" is unknown, use seed, rate, kinds, calls'],
    ['rate=0.1,throttle', '"throttle" is unknown, use seed, rate, kinds, calls'],
    ['rate=0.1,kinds=throttle+explode+burn', `kinds holds "explode", "burn", use ${FAULT_KINDS.join(', ')}`],
    ['rate=0.1,kinds=', 'kinds holds "", use'],
    ['rate=0.1,calls=sqs', 'calls holds "sqs", use service:Action, with * for any text'],
    ['rate=0.1,calls=sqs:Send Message', 'calls holds "sqs:Send Message"'],
    ['rate=0.1,calls=', 'calls holds ""'],
    ['rate=0.1,calls=s3:*', 'calls holds "s3:*", use service:Action, with * for any text, of dynamodb, sqs'],
  ])('refuses %j', (text, message) => {
    expect(() => parseFaultOptions(text)).toThrow(FaultOptionsError);
    expect(() => parseFaultOptions(text)).toThrow(message);
  });

  it('names every wrong part at once', () => {
    expect(() => parseFaultOptions('rate=2,seed=x,kinds=y,calls=z,more=1')).toThrow(
      /"more".*seed.*rate.*kinds.*calls/,
    );
  });
});

describe('checkFaultOptions', () => {
  it.each([
    [{ rate: Number.NaN }, 'rate must be a number from 0 to 1, got NaN'],
    [{ kinds: [] }, 'kinds is empty'],
    [{ calls: [] }, 'calls is empty'],
  ])('refuses %j', (wrong, message) => {
    expect(() => checkFaultOptions({ seed: 1, rate: 0.1, kinds: ['error'], ...wrong })).toThrow(message);
  });
});
