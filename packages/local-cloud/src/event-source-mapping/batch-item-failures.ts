/**
 * The messages of a batch that stay in the queue, from what the function returned. Every way to be wrong fails
 * the whole batch: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function batchItemFailures(payload: string, messageIds: ReadonlySet<string>): ReadonlySet<string> {
  const response = parse(payload);
  if (response === null || response === '') return new Set();
  if (typeof response !== 'object' || Array.isArray(response)) return messageIds;
  const failures = 'batchItemFailures' in response ? response.batchItemFailures : null;
  if (failures === null) return new Set();
  if (!Array.isArray(failures)) return messageIds;
  const identifiers = failures.map((failure: unknown) => itemIdentifier(failure));
  const allKnown = identifiers.every((identifier) => identifier !== undefined && messageIds.has(identifier));
  return allKnown ? new Set(identifiers as string[]) : messageIds;
}

function itemIdentifier(failure: unknown): string | undefined {
  if (typeof failure !== 'object' || failure === null || !('itemIdentifier' in failure)) return undefined;
  return typeof failure.itemIdentifier === 'string' ? failure.itemIdentifier : undefined;
}

/** Undefined when it is not JSON. */
function parse(payload: string): unknown {
  if (payload.trim() === '') return null;
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
