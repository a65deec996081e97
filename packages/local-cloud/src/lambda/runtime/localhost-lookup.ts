import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const LOCALHOST_NAME = /\.localhost\.?$/i;

/**
 * Makes every `*.localhost` name resolve to this machine (RFC 6761 §6.3), which not every resolver does: the SDK
 * puts a host prefix before the endpoint's name for some operations (`sync-` for StartSyncExecution).
 */
export function resolveLocalhostNames(): void {
  const systemLookup = dns.lookup as (...parameters: unknown[]) => void;
  const lookup = (hostname: string, ...rest: unknown[]) => {
    if (!LOCALHOST_NAME.test(hostname)) return systemLookup(hostname, ...rest);
    const callback = rest.at(-1) as (error: null, ...result: unknown[]) => void;
    const options = rest.length > 1 ? rest[0] : undefined;
    const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
    process.nextTick(() => {
      if (all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    });
  };
  dns.lookup = lookup as unknown as typeof dns.lookup;
  syncBuiltinESMExports();
}
