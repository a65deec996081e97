import { integerFlag } from '../integer-flag.ts';
import { parseFlags } from '../parse-flags.ts';

export const COST_USAGE = `Usage: npx -y pnpm@12 cost [options]

Places orders in the local run, with the settings of production, and prints what AWS would bill for them: units per order
and dollars per million orders, for EXPRESS and STANDARD.

  --orders N   orders to place with each workflow type  (default: 1000; at least 10)
  --clients N  clients that place them at a time        (default: 8)
  --json       print JSON, and nothing else, on the standard output
  --save       write the figures to docs/benchmarks/cost.json, from which \`scale\` tells what more orders cost`;

/** What `cost` was asked for. */
export interface CostOptions {
  readonly orders: number;
  readonly clients: number;
  readonly json: boolean;
  readonly save: boolean;
}

/** The options in command-line arguments; undefined when help is asked for. Throws UserError naming the wrong one. */
export function parseCostOptions(args: readonly string[]): CostOptions | undefined {
  const values = parseValues(args);
  if (values.help) return undefined;
  return {
    orders: integerFlag('--orders', values.orders, { min: 10, max: 1_000_000 }),
    clients: integerFlag('--clients', values.clients, { max: 1000 }),
    json: values.json,
    save: values.save,
  };
}

function parseValues(args: readonly string[]) {
  return parseFlags(args, {
    usage: COST_USAGE,
    options: {
      orders: { type: 'string', default: '1000' },
      clients: { type: 'string', default: '8' },
      json: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}
