import { type BilledUnit, PRICE_LIST } from 'local-cloud';

/** What is cheaper beyond so many units a month, as a part of the first price. */
interface Tier {
  readonly above: number;
  readonly part: number;
}

interface Tiers {
  readonly page: string;
  readonly tiers: readonly Tier[];
}

const BILLION = 1e9;
const TB = 1024 ** 4;

const LAMBDA_ARM64: Tiers = {
  page: 'https://aws.amazon.com/blogs/compute/introducing-tiered-pricing-for-aws-lambda/',
  tiers: [
    { above: 7.5 * BILLION, part: 0.9 },
    { above: 18.75 * BILLION, part: 0.8 },
  ],
};

/** Beyond the price list: tiers of us-east-1, of what has any that are known. */
const PRICE_TIERS: Partial<Record<BilledUnit, Tiers>> = {
  httpApiRequests: {
    page: 'https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html',
    tiers: [{ above: 0.3 * BILLION, part: 0.9 }],
  },
  lambdaGbSeconds: LAMBDA_ARM64,
  sqsRequests: {
    page: 'https://aws.amazon.com/sqs/pricing/',
    tiers: [
      { above: 100 * BILLION, part: 0.75 },
      { above: 200 * BILLION, part: 0.6 },
    ],
  },
  logBytes: {
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    tiers: [
      { above: 10 * TB, part: 0.5 },
      { above: 30 * TB, part: 0.2 },
      { above: 50 * TB, part: 0.1 },
    ],
  },
};

/** Inits are billed with the other GB-seconds. */
export function tierUnit(unit: BilledUnit): BilledUnit {
  return unit === 'lambdaInitGbSeconds' ? 'lambdaGbSeconds' : unit;
}

/** Dollars of so many units in a month. */
export function monthlyDollars(unit: BilledUnit, units: number): number {
  const { dollars, per } = PRICE_LIST.prices[unit];
  const tiers = [{ above: 0, part: 1 }, ...(PRICE_TIERS[unit]?.tiers ?? [])];
  const atFirstPrice = tiers.reduce((sum, { above, part }, index) => {
    const end = tiers[index + 1]?.above ?? Number.POSITIVE_INFINITY;
    return sum + Math.max(0, Math.min(units, end) - above) * part;
  }, 0);
  return (atFirstPrice * dollars) / per;
}
