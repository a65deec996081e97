/** The order workflow in the words of its definition, as far as it decides what happens to an order. */
export interface WorkflowOutline {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateOutline>>;
}

export interface TaskOutline {
  readonly Type: 'Task';
  readonly Retry: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  /** Absent: the execution ends in success. */
  readonly Next?: string;
}

type StateOutline =
  | TaskOutline
  | {
      readonly Type: 'Choice';
      readonly Choices: readonly { readonly StringEquals: string; readonly Next: string }[];
      readonly Default: string;
    }
  | { readonly Type: 'Fail'; readonly Error: string }
  | { readonly Type: 'Succeed' };

export const WORKFLOW_TYPES = ['EXPRESS', 'STANDARD'] as const;

/** What the model plays; a test compares it with what is deployed. */
export const ORDER_WORKFLOWS: Readonly<Record<(typeof WORKFLOW_TYPES)[number], WorkflowOutline>> = {
  EXPRESS: outline('EXPRESS'),
  STANDARD: outline('STANDARD'),
};

function outline(type: (typeof WORKFLOW_TYPES)[number]): WorkflowOutline {
  const isExpress = type === 'EXPRESS';
  const faults = { ErrorEquals: ['States.ALL'], MaxAttempts: isExpress ? 2 : 10 };
  /** A task: where it leads, where its faults lead, and the error that is its answer: never retried, a state of its name. */
  const task = (Next: string | undefined, onFault: string, answer?: string): TaskOutline => ({
    Type: 'Task',
    Retry: [...(answer ? [{ ErrorEquals: [answer], MaxAttempts: 0 }] : []), faults],
    Catch: [
      ...(answer ? [{ ErrorEquals: [answer], Next: answer }] : []),
      { ErrorEquals: ['States.ALL'], Next: onFault },
    ],
    ...(Next !== undefined && { Next }),
  });
  const fail = (error: string) => ({ Type: 'Fail', Error: error }) as const;
  const notStored = isExpress ? 'OrderNotStored' : 'SendToDeadLetterQueue';
  return {
    StartAt: 'ValidateOrder',
    States: {
      ValidateOrder: task('StoreOrder', notStored, 'InvalidOrder'),
      StoreOrder: task('IsPending', notStored, 'OrderConflict'),
      IsPending: {
        Type: 'Choice',
        Choices: [{ StringEquals: 'PENDING', Next: 'SendToQueue' }],
        Default: 'AlreadyEnded',
      },
      SendToQueue: task(undefined, 'MarkOrderFailed'),
      AlreadyEnded: { Type: 'Succeed' },
      MarkOrderFailed: task('OrderNotQueued', isExpress ? 'OrderNotQueued' : 'SendToDeadLetterQueue'),
      ...(isExpress ? {} : { SendToDeadLetterQueue: task('OrderNotStored', 'OrderNotStored') }),
      InvalidOrder: fail('InvalidOrder'),
      OrderConflict: fail('OrderConflict'),
      OrderNotStored: fail('OrderNotStored'),
      OrderNotQueued: fail('OrderNotQueued'),
    },
  };
}
