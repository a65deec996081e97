import { useState } from 'react';
import type { RedriveResult } from '../api/order-api.ts';
import { announce } from '../state/announcer.ts';
import { plural } from '../state/format.ts';
import { redriveBatches, unansweredResults } from '../state/redrive.ts';
import { useConsole } from './console-context.ts';

export interface Redrive {
  readonly results: ReadonlyMap<string, RedriveResult>;
  /** Rows done of rows asked for, while it runs. */
  readonly progress: { readonly done: number; readonly all: number } | undefined;
  readonly run: (ids: readonly string[]) => Promise<void>;
  readonly forget: () => void;
}

/** Redrives rows, batch by batch, and keeps the result of each. */
export function useRedrive(): Redrive {
  const { api } = useConsole();
  const [results, setResults] = useState<ReadonlyMap<string, RedriveResult>>(new Map());
  const [progress, setProgress] = useState<Redrive['progress']>();

  const run = async (ids: readonly string[]) => {
    let done = 0;
    let redriven = 0;
    setProgress({ done, all: ids.length });
    for (const batch of redriveBatches(ids)) {
      const answers = await api.redrive(batch).catch((error: unknown) => unansweredResults(batch, error));
      done += batch.length;
      redriven += answers.filter(({ status }) => status === 202).length;
      setResults(
        (before) => new Map([...before, ...answers.map((one) => [one.failed_order_id, one] as const)]),
      );
      setProgress({ done, all: ids.length });
    }
    setProgress(undefined);
    announce(`${redriven} of ${plural(ids.length, 'failed order')} redriven.`);
  };

  return { results, progress, run, forget: () => setResults(new Map()) };
}
