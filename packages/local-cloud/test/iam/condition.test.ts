import { describe, expect, it } from '@jest/globals';
import { JOBS, ROLE, testIam } from './test-iam.ts';

/** Whether a role may send when its only statement has this condition. */
async function holds(Condition: object): Promise<boolean> {
  const iam = testIam({ role: [{ Action: 'sqs:SendMessage', Resource: JOBS, Condition }] });
  return (await iam.call()) === 'allowed';
}

describe('Condition', () => {
  it.each([
    ['StringEquals', { 'aws:RequestedRegion': 'eu-west-1' }, true],
    ['StringEquals', { 'AWS:requestedREGION': 'eu-west-1' }, true],
    ['StringEquals', { 'aws:RequestedRegion': 'EU-WEST-1' }, false],
    ['StringEquals', { 'aws:RequestedRegion': 'eu-*' }, false],
    ['StringEquals', { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] }, true],
    ['StringEquals', { 'aws:RequestedRegion': 'eu-west-1', 'aws:PrincipalAccount': '1' }, false],
    ['StringNotEquals', { 'aws:RequestedRegion': 'us-east-1' }, true],
    ['StringNotEquals', { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] }, false],
    ['StringEqualsIgnoreCase', { 'aws:RequestedRegion': 'EU-west-1' }, true],
    ['StringNotEqualsIgnoreCase', { 'aws:RequestedRegion': 'EU-west-1' }, false],
    ['StringLike', { 'aws:RequestedRegion': 'eu-*-?' }, true],
    ['StringLike', { 'aws:RequestedRegion': 'eu-?' }, false],
    ['StringNotLike', { 'aws:RequestedRegion': 'us-*' }, true],
    ['ArnEquals', { 'aws:PrincipalArn': ROLE }, true],
    ['ArnLike', { 'aws:PrincipalArn': 'arn:aws:iam::*:role/wor*' }, true],
    ['ArnLike', { 'aws:PrincipalArn': 'arn:aws:*:role/worker' }, false],
    ['ArnLike', { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' }, false],
    ['ArnNotEquals', { 'aws:PrincipalArn': ROLE }, false],
    ['ArnNotLike', { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' }, true],
    ['Bool', { 'aws:SecureTransport': 'true' }, true],
    ['Bool', { 'aws:SecureTransport': true }, true],
    ['Bool', { 'aws:SecureTransport': 'false' }, false],
    ['Bool', { 'aws:PrincipalIsAWSService': 'false' }, true],
    ['Null', { 'aws:SourceArn': 'true' }, true],
    ['Null', { 'aws:PrincipalArn': 'true' }, false],
    ['Null', { 'aws:PrincipalArn': 'false' }, true],
  ])('%s %j: %s', async (operator, keys, expected) => {
    expect(await holds({ [operator]: keys })).toBe(expected);
  });

  it.each([
    ['StringEquals', false],
    ['StringEqualsIgnoreCase', false],
    ['StringLike', false],
    ['ArnEquals', false],
    ['ArnLike', false],
    ['Bool', false],
    ['StringNotEquals', true],
    ['StringNotEqualsIgnoreCase', true],
    ['StringNotLike', true],
    ['ArnNotEquals', true],
    ['ArnNotLike', true],
    ['StringEqualsIfExists', true],
    ['ArnLikeIfExists', true],
  ])('%s on a key the call does not have: %s', async (operator, expected) => {
    expect(await holds({ [operator]: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:1:topic' } })).toBe(expected);
  });

  it('must hold for every operator', async () => {
    const region = { 'aws:RequestedRegion': 'eu-west-1' };

    expect(await holds({ StringEquals: region, Bool: { 'aws:SecureTransport': 'true' } })).toBe(true);
    expect(await holds({ StringEquals: region, Bool: { 'aws:SecureTransport': 'false' } })).toBe(false);
    expect(await holds({ StringEqualsIfExists: { 'aws:RequestedRegion': 'us-east-1' } })).toBe(false);
  });
});
