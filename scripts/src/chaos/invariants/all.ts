import { acceptedOrdersEnd } from './accepted-orders-end.ts';
import { answersArePromised } from './answers-are-promised.ts';
import { contentIsKept } from './content-is-kept.ts';
import { deadLettersAreAccountedFor } from './dead-letters-are-accounted-for.ts';
import { failedOrdersHaveARow } from './failed-orders-have-a-row.ts';
import { fulfilledIsFinal } from './fulfilled-is-final.ts';
import type { Invariant } from './invariant.ts';
import { refusalsChangeNothing } from './refusals-change-nothing.ts';
import { systemComesToRest } from './system-comes-to-rest.ts';
import { warehouseIsAskedSafely } from './warehouse-is-asked-safely.ts';

/** The promise, part by part. */
export const INVARIANTS: readonly Invariant[] = [
  acceptedOrdersEnd,
  fulfilledIsFinal,
  warehouseIsAskedSafely,
  failedOrdersHaveARow,
  contentIsKept,
  refusalsChangeNothing,
  deadLettersAreAccountedFor,
  answersArePromised,
  systemComesToRest,
];
