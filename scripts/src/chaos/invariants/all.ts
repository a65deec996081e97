import { acceptedAfterFaults } from './accepted-after-faults.ts';
import { acceptedOrdersEnd } from './accepted-orders-end.ts';
import { answersArePromised } from './answers-are-promised.ts';
import { contentIsKept } from './content-is-kept.ts';
import { deadLettersAreAccountedFor } from './dead-letters-are-accounted-for.ts';
import { everyCallIsRead } from './every-call-is-read.ts';
import { failedOrdersHaveARow } from './failed-orders-have-a-row.ts';
import { fulfilledIsFinal } from './fulfilled-is-final.ts';
import type { Invariant } from './invariant.ts';
import { messagesCarryTheOrder } from './messages-carry-the-order.ts';
import { nobodyIsDenied } from './nobody-is-denied.ts';
import { poisonGetsARow } from './poison-gets-a-row.ts';
import { refusalsChangeNothing } from './refusals-change-nothing.ts';
import { statusChangesAreAllowed } from './status-changes-are-allowed.ts';
import { systemComesToRest } from './system-comes-to-rest.ts';
import { toldIsRecorded } from './told-is-recorded.ts';
import { warehouseIsAskedSafely } from './warehouse-is-asked-safely.ts';

/** The promise, part by part. */
export const INVARIANTS: readonly Invariant[] = [
  acceptedOrdersEnd,
  acceptedAfterFaults,
  fulfilledIsFinal,
  statusChangesAreAllowed,
  warehouseIsAskedSafely,
  toldIsRecorded,
  failedOrdersHaveARow,
  contentIsKept,
  messagesCarryTheOrder,
  refusalsChangeNothing,
  deadLettersAreAccountedFor,
  poisonGetsARow,
  answersArePromised,
  nobodyIsDenied,
  systemComesToRest,
  everyCallIsRead,
];
