import type { BilledUnit } from './billable-unit.ts';

interface Price {
  readonly service: string;
  /** What is counted, as a line of a bill names it. */
  readonly unit: string;
  readonly dollars: number;
  /** How many units cost that. */
  readonly per: number;
  readonly page: string;
}

/** The list prices AWS published in a region on a day; without the free tier, and of the first price tier. */
export interface PriceList {
  readonly region: string;
  /** ISO 8601. */
  readonly date: string;
  readonly prices: Readonly<Record<BilledUnit, Price>>;
}

const MILLION = 1_000_000;
const GB = 1024 ** 3;

export const PRICE_LIST: PriceList = {
  region: 'us-east-1',
  date: '2026-11-22',
  prices: {
    httpApiRequests: {
      service: 'API Gateway',
      unit: 'HTTP API requests (512 KB)',
      dollars: 1,
      per: MILLION,
      page: 'https://aws.amazon.com/api-gateway/pricing/',
    },
    lambdaRequests: {
      service: 'Lambda',
      unit: 'requests',
      dollars: 0.2,
      per: MILLION,
      page: 'https://aws.amazon.com/lambda/pricing/',
    },
    lambdaGbSeconds: {
      service: 'Lambda',
      unit: 'GB-seconds (arm64)',
      dollars: 0.0000133334,
      per: 1,
      page: 'https://aws.amazon.com/lambda/pricing/',
    },
    lambdaInitGbSeconds: {
      service: 'Lambda',
      unit: 'GB-seconds of inits (arm64)',
      dollars: 0.0000133334,
      per: 1,
      page: 'https://aws.amazon.com/lambda/pricing/',
    },
    stateTransitions: {
      service: 'Step Functions',
      unit: 'state transitions (STANDARD)',
      dollars: 25,
      per: MILLION,
      page: 'https://aws.amazon.com/step-functions/pricing/',
    },
    expressRequests: {
      service: 'Step Functions',
      unit: 'requests (EXPRESS)',
      dollars: 1,
      per: MILLION,
      page: 'https://aws.amazon.com/step-functions/pricing/',
    },
    expressGbSeconds: {
      service: 'Step Functions',
      unit: 'GB-seconds (EXPRESS)',
      dollars: 0.00001667,
      per: 1,
      page: 'https://aws.amazon.com/step-functions/pricing/',
    },
    sqsRequests: {
      service: 'SQS',
      unit: 'requests (64 KB)',
      dollars: 0.4,
      per: MILLION,
      page: 'https://aws.amazon.com/sqs/pricing/',
    },
    readUnits: {
      service: 'DynamoDB',
      unit: 'read request units',
      dollars: 0.125,
      per: MILLION,
      page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    },
    writeUnits: {
      service: 'DynamoDB',
      unit: 'write request units',
      dollars: 0.625,
      per: MILLION,
      page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    },
    logBytes: {
      service: 'CloudWatch Logs',
      unit: 'bytes ingested',
      dollars: 0.5,
      per: GB,
      page: 'https://aws.amazon.com/cloudwatch/pricing/',
    },
    traces: {
      service: 'X-Ray',
      unit: 'traces recorded',
      dollars: 5,
      per: MILLION,
      page: 'https://aws.amazon.com/xray/pricing/',
    },
  },
};
