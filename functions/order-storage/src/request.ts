import type { OrderContent } from 'order-model';

/** What the workflow asks of this function; the operation has the name of the state that asks. */
export type StorageRequest =
  | { readonly operation: 'StoreOrder'; readonly order: OrderContent }
  | {
      readonly operation: 'MarkOrderFailed';
      readonly order: OrderContent;
      /** Unique per execution, the same for each retry in it. */
      readonly failed_order_id: string;
      readonly reason: string;
    };
