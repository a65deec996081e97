/** What must hold in every run, by the name a failing test shows. */
const INVARIANTS = {
  ended: 'an accepted order is stored and ended, or visibly in flight',
  recorded: 'a FAILED order is in flight or has an open failed_orders row',
  terminal: 'nothing changes a FULFILLED order, and no other change is one that an order may not make',
  asked: 'the warehouse is asked with the order_id as key, by no delivery that read FULFILLED',
  fulfilled: 'a FULFILLED order was fulfilled by the warehouse',
  content: 'the content stored is the content accepted',
  conflict: 'a conflict is with other content, and changes nothing',
  queued: 'a workflow queues only an order that StoreOrder met PENDING',
  payload: 'a failed_orders row holds the order that failed, or the raw body of what is none',
  done: 'a message leaves order_queue with its order FULFILLED, or as a dead letter',
  deadLetters: 'a dead letter leaves its queue with a row, or its order FULFILLED',
  batch: 'one bad message never returns its batch',
  finished: 'a run without faults comes to an end',
} as const;

export type Invariant = keyof typeof INVARIANTS;

/** A run broke its promise; the message has the way it went. */
export class BrokenInvariantError extends Error {
  override readonly name = 'BrokenInvariantError';
  readonly invariant: Invariant;

  constructor(invariant: Invariant, detail: string, timeline: readonly string[]) {
    super(`broken: ${INVARIANTS[invariant]}\n  ${detail}\n\n${timeline.join('\n')}`);
    this.invariant = invariant;
  }
}
