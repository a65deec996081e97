import { MemoryLogger } from 'function-kit/testing';
import { isSameContent, type OrderContent, parseOrder } from 'order-model';
import { portsOf } from './ports.ts';
import type { Process } from './process.ts';
import type { Step } from './scheduler.ts';
import type { World } from './world.ts';

const ATTEMPTS = 3;
const STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:111111111111:stateMachine:order-workflow';

/** Clients that place orders, some of them again and some with other content, and send again what was answered with 503. */
export class Clients {
  readonly #world: World;
  readonly #requests: OrderContent[];

  constructor(world: World) {
    this.#world = world;
    this.#requests = [...world.plan.requests];
  }

  steps(): Step[] {
    return this.#requests.length > 0 ? [() => this.#place(this.#requests.shift())] : [];
  }

  #place(content?: OrderContent): void {
    if (content) void this.#send(content);
  }

  async #send(content: OrderContent): Promise<void> {
    for (let attempt = 0, status = 503; status === 503 && attempt < ATTEMPTS; attempt++) {
      status = await this.#post(content);
      const { order_id, quantity } = content;
      this.#world.timeline.note('client', `places ${order_id}, quantity ${quantity} → ${status}`);
      if (status === 409) this.#checkConflict(content);
      if (status === 200) this.#accept(content);
    }
  }

  /** The status of the answer; of a function that was killed it is 503. */
  async #post(content: OrderContent): Promise<number> {
    const { scheduler, subject } = this.#world;
    const event = { body: JSON.stringify(content), isBase64Encoded: false };
    try {
      const { statusCode } = await scheduler.start(this.#world.newId('api-handler '), (process) =>
        subject.handlePlaceOrder(event, { workflow: this.#workflowOf(process), logger: new MemoryLogger() }),
      );
      return statusCode ?? 503;
    } catch {
      return 503;
    }
  }

  #workflowOf(process: Process) {
    const { plan, stepFunctions, subject } = this.#world;
    const client = stepFunctions.clientOf(process);
    if (plan.workflowType === 'EXPRESS')
      return subject.createExpressWorkflow(client, STATE_MACHINE_ARN, () => this.#world.newId('x'));
    const { orders, now } = portsOf(process, this.#world);
    return subject.createStandardWorkflow({ client, stateMachineArn: STATE_MACHINE_ARN, orders, now });
  }

  #checkConflict(content: OrderContent): void {
    const { orders, reached, stepFunctions } = this.#world;
    const { order_id } = content;
    reached.add('conflict');
    const input = stepFunctions.inputOf(order_id);
    const known = [
      orders.latest.get(order_id),
      input === undefined ? undefined : parseOrder(JSON.parse(input)),
    ];
    if (!known.some((other) => other && !isSameContent(other, content)))
      this.#world.breaks('conflict', `${order_id} was answered 409, and no other content is known`);
  }

  #accept(content: OrderContent): void {
    const { accepted, reached } = this.#world;
    const before = accepted.get(content.order_id);
    if (before) reached.add('replay');
    if (before && !isSameContent(before, content))
      this.#world.breaks('content', `${content.order_id} was accepted with two contents`);
    accepted.set(content.order_id, content);
  }
}
