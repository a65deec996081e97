import type { Definition } from '../src/graph/definition.ts';

const retry = (error?: string) => [
  ...(error === undefined ? [] : [{ ErrorEquals: [error], MaxAttempts: 0 }]),
  { ErrorEquals: ['States.ALL'], MaxAttempts: 2 },
];
const catchAll = (Next: string) => ({ ErrorEquals: ['States.ALL'], Next });

/** The order workflow as it is deployed, without what a picture does not show. */
export const EXPRESS_DEFINITION: Definition = {
  StartAt: 'ValidateOrder',
  States: {
    ValidateOrder: {
      Type: 'Task',
      Retry: retry('InvalidOrder'),
      Catch: [{ ErrorEquals: ['InvalidOrder'], Next: 'InvalidOrder' }, catchAll('OrderNotStored')],
      Next: 'StoreOrder',
    },
    StoreOrder: {
      Type: 'Task',
      Retry: retry('OrderConflict'),
      Catch: [{ ErrorEquals: ['OrderConflict'], Next: 'OrderConflict' }, catchAll('OrderNotStored')],
      Next: 'IsPending',
    },
    IsPending: { Type: 'Choice', Choices: [{ Next: 'SendToQueue' }], Default: 'AlreadyEnded' },
    SendToQueue: { Type: 'Task', Retry: retry(), Catch: [catchAll('MarkOrderFailed')] },
    AlreadyEnded: { Type: 'Succeed' },
    MarkOrderFailed: {
      Type: 'Task',
      Retry: retry(),
      Catch: [catchAll('OrderNotQueued')],
      Next: 'OrderNotQueued',
    },
    InvalidOrder: { Type: 'Fail' },
    OrderConflict: { Type: 'Fail' },
    OrderNotStored: { Type: 'Fail' },
    OrderNotQueued: { Type: 'Fail' },
  },
};
