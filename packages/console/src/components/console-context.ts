import { createContext, useContext } from 'react';
import type { ConsoleConfig } from '../api/config.ts';
import type { OrderApi } from '../api/order-api.ts';

interface ConsoleContext {
  readonly config: ConsoleConfig;
  readonly api: OrderApi;
}

export const ConsoleContext = createContext<ConsoleContext | undefined>(undefined);

/** The configuration and the API, inside what the loaded console renders. */
export function useConsole(): ConsoleContext {
  const context = useContext(ConsoleContext);
  if (context === undefined) throw new Error('useConsole is called outside of ConsoleContext');
  return context;
}
