/** Runs in a process of its own: loads a handler as Lambda does and calls it with each event the test sends. */
import dns from 'node:dns';
import { pathToFileURL } from 'node:url';

const tell = (message: object) => process.send?.(message);

// Tells which hosts the SDK asks for. Those under .test are this machine, and no other exists.
dns.lookup = ((hostname: string, ...rest: unknown[]) => {
  tell({ lookup: hostname });
  const callback = rest.at(-1) as (error: Error | null, ...result: unknown[]) => void;
  const isAll = typeof rest[0] === 'object' && rest[0] !== null && 'all' in rest[0] && rest[0].all;
  const address = { address: '127.0.0.1', family: 4 };
  if (!hostname.endsWith('.test')) callback(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
  else if (isAll) callback(null, [address]);
  else callback(null, address.address, address.family);
}) as typeof dns.lookup;

const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href);
process.on('message', async ({ event }: { event: unknown }) => {
  try {
    tell({ result: await handler(event) });
  } catch (error) {
    const { name, message } = error as Error;
    tell({ error: { name, message } });
  }
});
tell({ ready: true });
