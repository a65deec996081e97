/** A Terraform reference: `aws_sqs_queue.orders.arn`, `data.aws_region.here.name`, `local.name`, `var.stage`. */
export interface Reference {
  /** Address of what is referred to: `aws_sqs_queue.orders`, `data.aws_region.here`, `local.name`. */
  readonly address: string;
  readonly path: readonly (string | number)[];
}

const NAME = '[A-Za-z_][\\w-]*';
const ADDRESS = new RegExp(`^(?:data\\.${NAME}\\.${NAME}|${NAME}\\.${NAME})`);
const STEP = new RegExp(`^(?:\\.(${NAME})|\\.(\\d+)|\\[(\\d+)\\]|\\["([^"\\\\]*)"\\])`);

/** The reference an expression is, or undefined when it is more than a reference (a function call, an operator). */
export function parseReference(expression: string): Reference | undefined {
  const address = ADDRESS.exec(expression)?.[0];
  if (!address) return undefined;
  const path: (string | number)[] = [];
  let rest = expression.slice(address.length);
  while (rest) {
    const step = STEP.exec(rest);
    if (!step) return undefined;
    const [whole, name, dotIndex, index, key] = step;
    path.push(name ?? key ?? Number(dotIndex ?? index));
    rest = rest.slice(whole.length);
  }
  return { address, path };
}
