import { FAULT_KINDS, type FaultOptions, FaultOptionsError, parseFaultOptions } from 'local-cloud';
import { parseFlags } from './parse-flags.ts';
import { UserError } from './user-error.ts';

export const START_USAGE = `Usage: npx -y pnpm@12 start [options]

Bundles the functions, synthesizes the stack of the environment "local" and runs it on this machine until Ctrl-C.

  --port PORT          port of the order API                                    (default: 3000; 0 picks a free one)
  --gateway-port PORT  port of the AWS APIs, for SDKs and the AWS CLI           (default: 4566; 0 picks a free one)
  --console-port PORT  port of the web console                                  (default: 3001; 0 picks a free one)
  --time-scale N       run visibility timeouts, delays and backoffs N times faster  (default: 1)
  --data-dir DIR       keep tables, queues and executions there between runs    (default: in memory)
  --no-iam             let every call through, whatever the policies of the stack say
  --quiet              do not print what the functions log
  --faults OPTIONS     let calls and functions fail, as seed=7,rate=0.05,kinds=throttle+reset-after,calls=sqs:SendMessage
                       rate: probability per call, the only one that must be given; seed: 1 unless given
                       calls: only these, with * for any text, all unless given; kinds: all unless given, of
${listed(FAULT_KINDS)}`;

/** What `start` was asked for. */
export interface StartOptions {
  readonly port: number;
  readonly gatewayPort: number;
  readonly consolePort: number;
  readonly timeScale: number;
  readonly dataDirectory?: string;
  readonly enforceIam: boolean;
  readonly quiet: boolean;
  readonly faults?: FaultOptions;
}

/** The options in command-line arguments; undefined when help is asked for. Throws UserError naming the wrong one. */
export function parseStartOptions(args: readonly string[]): StartOptions | undefined {
  const values = parseValues(args);
  if (values.help) return undefined;
  const timeScale = Number(values['time-scale']);
  if (!(timeScale >= 1 && timeScale <= 10_000)) {
    throw new UserError(`--time-scale must be a number from 1 to 10000, got ${values['time-scale']}`);
  }
  const dataDirectory = values['data-dir'];
  if (dataDirectory === '') throw new UserError('--data-dir must name a folder, got nothing');
  const port = portIn('--port', values.port);
  const gatewayPort = portIn('--gateway-port', values['gateway-port']);
  const consolePort = portIn('--console-port', values['console-port']);
  mustDiffer({ '--port': port, '--gateway-port': gatewayPort, '--console-port': consolePort });
  return {
    port,
    gatewayPort,
    consolePort,
    timeScale,
    enforceIam: !values['no-iam'],
    quiet: values.quiet,
    ...(dataDirectory !== undefined && { dataDirectory }),
    ...(values.faults !== undefined && { faults: faultsIn(values.faults) }),
  };
}

function parseValues(args: readonly string[]) {
  return parseFlags(args, {
    usage: START_USAGE,
    options: {
      port: { type: 'string', default: '3000' },
      'gateway-port': { type: 'string', default: '4566' },
      'console-port': { type: 'string', default: '3001' },
      'time-scale': { type: 'string', default: '1' },
      'data-dir': { type: 'string' },
      'no-iam': { type: 'boolean', default: false },
      faults: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}

function portIn(flag: string, value: string): number {
  const port = Number(value);
  if (value.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UserError(`${flag} must be a port from 0 to 65535, got ${value || 'nothing'}`);
  }
  return port;
}

/** Free ports, which 0 stands for, differ anyway. */
function mustDiffer(ports: Readonly<Record<string, number>>): void {
  const byPort = Map.groupBy(Object.keys(ports), (flag) => ports[flag]);
  for (const [port, flags] of byPort) {
    if (!port || flags.length < 2) continue;
    const all = flags.length > 2 ? 'each of them' : 'both';
    throw new UserError(`${flags.join(' and ')} must differ, got ${port} for ${all}`);
  }
}

function faultsIn(text: string): FaultOptions {
  try {
    return parseFaultOptions(text);
  } catch (error) {
    if (error instanceof FaultOptionsError) throw new UserError(`--faults: ${error.message}`);
    throw error;
  }
}

/** Words in lines of six, under the explanations. */
function listed(words: readonly string[]): string {
  const lines = Map.groupBy(words, (_, index) => Math.floor(index / 6));
  return [...lines.values()].map((line) => `${' '.repeat(23)}${line.join(' ')}`).join('\n');
}
