import type { FailedRecord, Logger } from 'function-kit';
import { type GiveUpDependencies, giveUpOrder, parseOrder } from 'order-model';

/** The bug: a dead letter that cannot be recorded is logged, and forgotten. */
export async function recordDeadLetter(
  { body, messageId }: FailedRecord['record'],
  dependencies: GiveUpDependencies & { readonly logger: Logger },
): Promise<void> {
  try {
    const failure = { failed_order_id: messageId, reason: 'not processed' };
    await giveUpOrder(parseOrder(JSON.parse(body)), failure, dependencies);
  } catch (error) {
    dependencies.logger.error('dead letter not recorded', { message_id: messageId, error });
  }
}
