import { newOrder } from 'order-model';
import { buildContent, TEST_TIME } from 'order-model/testing';
import { checkState } from './check-state.ts';
import { Clients } from './clients.ts';
import { BrokenInvariantError } from './invariants.ts';
import { Operators } from './operators.ts';
import type { Plan } from './plan.ts';
import { createConsumers } from './queue-consumers.ts';
import type { Step } from './scheduler.ts';
import type { Subject } from './subject.ts';
import { World } from './world.ts';

/** More steps than any run needs to end once its faults are over. */
const DRAIN_LIMIT = 2000;

/** Plays a run to its end; throws BrokenInvariantError as soon as something does not hold. */
export async function play(plan: Plan, subject: Subject): Promise<World> {
  const world = new World(plan, subject);
  await begin(world);
  const consumers = createConsumers(world);
  const actors = [...consumers, new Clients(world), new Operators(world)];
  for (const step of plan.steps) {
    const steps = [...world.scheduler.steps(), ...actors.flatMap((actor) => actor.steps())];
    await take(steps[(step >> 8) % steps.length], step & 0xff, world);
  }
  await drain(world, () => [...world.scheduler.steps(), ...consumers.flatMap((each) => each.steps())][0]);
  return world;
}

async function begin(world: World): Promise<void> {
  for (const { order_id, receiveCounts } of world.plan.queued) {
    const content = buildContent({ order_id, quantity: 1 });
    await world.orders.create(newOrder(content, TEST_TIME));
    world.accepted.set(order_id, content);
    for (const receiveCount of receiveCounts) {
      const messageId = world.sendMessage(world.orderQueue, JSON.stringify(content));
      const message = world.orderQueue.get(messageId);
      if (message) message.receiveCount = receiveCount;
    }
  }
  for (const body of world.plan.strays) world.sendMessage(world.orderQueue, body);
}

async function take(step: Step | undefined, choice: number, world: World): Promise<void> {
  if (!step) return;
  world.tick();
  await step(choice);
  await world.scheduler.settle();
  checkState(world);
  const { broken, timeline } = world;
  if (broken) throw new BrokenInvariantError(broken.invariant, broken.detail, timeline.lines);
}

/** No more faults, clients or operators: what is on its way arrives. */
async function drain(world: World, next: () => Step | undefined): Promise<void> {
  world.isDraining = true;
  world.scheduler.endOutage();
  world.timeline.note('the run', 'from here on without faults');
  let step = next();
  for (let taken = 0; step; step = next(), taken++) {
    if (taken === DRAIN_LIMIT) world.breaks('finished', `${DRAIN_LIMIT} steps were not enough`);
    await take(step, 0, world);
  }
}
