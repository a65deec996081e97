import { isSameContent, type OrderContent } from 'order-model';
import { runOrderWorkflow } from './order-workflow.ts';
import type { Step } from './scheduler.ts';
import type { World } from './world.ts';

const ATTEMPTS = 3;

/** Clients that place orders, some of them again and some with other content, and send again what was answered with 503. */
export class Clients {
  readonly #world: World;
  readonly #requests: OrderContent[];
  /** Content of the STANDARD execution that has the order's name. */
  readonly #started = new Map<string, OrderContent>();

  constructor(world: World) {
    this.#world = world;
    this.#requests = [...world.plan.requests];
    for (const [order_id, content] of world.accepted) this.#started.set(order_id, content);
  }

  steps(): Step[] {
    return this.#requests.length > 0 ? [() => this.#place(this.#requests.shift())] : [];
  }

  #place(content?: OrderContent): void {
    if (content) void this.#send(content);
  }

  async #send(content: OrderContent): Promise<void> {
    const place = this.#world.plan.workflowType === 'EXPRESS' ? this.#waitFor : this.#startOnce;
    for (let attempt = 0, status = 503; status === 503 && attempt < ATTEMPTS; attempt++) {
      status = await place(content);
      const { order_id, quantity } = content;
      this.#world.timeline.note('client', `places ${order_id}, quantity ${quantity} → ${status}`);
      if (status === 409) this.#world.reached.add('conflict');
      if (status === 200) this.#accept(content);
    }
  }

  /** EXPRESS: the answer is that of the execution. */
  #waitFor = async (content: OrderContent): Promise<number> => {
    try {
      const end = await this.#execute(content);
      if (end === 'OrderConflict') return 409;
      return end === 'SUCCEEDED' ? 200 : 503;
    } catch {
      return 503;
    }
  };

  /** STANDARD: the execution is named by the order and goes on after the answer. */
  #startOnce = async (content: OrderContent): Promise<number> => {
    const started = this.#started.get(content.order_id);
    if (started) return isSameContent(started, content) ? 200 : 409;
    this.#started.set(content.order_id, content);
    void this.#execute(content);
    return 200;
  };

  async #execute(content: OrderContent) {
    const { executions, newId, plan, scheduler } = this.#world;
    const name = newId.call(this.#world, 'execution-');
    executions.set(name, content.order_id);
    try {
      return await scheduler.start(name, (execution) => runOrderWorkflow(content, execution, this.#world), {
        mayDie: plan.workflowType === 'EXPRESS',
      });
    } finally {
      executions.delete(name);
    }
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
