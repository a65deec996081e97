import { join } from 'node:path';
import { PRICE_LIST } from 'local-cloud';
import { describeMachine } from '../bench/machine.ts';
import type { SavedCosts } from '../cost/saved-costs.ts';
import { ROOT } from '../repository.ts';
import type { WorkflowType } from '../stack-names.ts';
import { defaultQuotas } from './aws-quotas.ts';
import { costSection } from './cost-section.ts';
import { simulateDay } from './day.ts';
import { dayPicture } from './day-picture.ts';
import { daySection } from './day-section.ts';
import type { DeployedSystem } from './deployed-system.ts';
import { count, dollars } from './format.ts';
import { limitsSection } from './limits-section.ts';
import { blocks, list, paragraph } from './markdown.ts';
import { orderUsage } from './order-usage.ts';
import type { Simulated } from './simulation.ts';
import { expectedTries } from './tries.ts';

const PICTURE = 'pictures/simulated-day.svg';

export const DOCUMENT_FILE = join(ROOT, 'docs/cost-and-scale.md');
export const PICTURE_FILE = join(ROOT, 'docs', PICTURE);

export interface Document {
  readonly text: string;
  readonly picture: string;
}

/** What a system costs and carries, with EXPRESS beside STANDARD whatever it is deployed with. */
export function writeDocument(environment: string, system: DeployedSystem, costs: SavedCosts): Document {
  const simulated = (workflowType: WorkflowType): Simulated => {
    const figures = costs.figures.find((report) => report.workflowType === workflowType);
    if (!figures) throw new Error(`nothing was measured of ${workflowType}; run: npx -y pnpm@12 cost --save`);
    return {
      system: { ...system, workflowType },
      quotas: defaultQuotas(system.region),
      usage: orderUsage(figures, expectedTries(system)),
    };
  };
  const systems = [simulated('EXPRESS'), simulated('STANDARD')];
  const days = systems.map((each) => simulateDay(each, 'paused'));
  const text = blocks(
    '# Cost and scale',
    paragraph(`What orders cost, what holds them back when there are many, and what a day with a sale and an outage looks
      like, for the settings of \`${environment}\` and with \`EXPRESS\` beside \`STANDARD\`. \`npx -y pnpm@12 scale\` writes
      this page; \`npx -y pnpm@12 scale --environment NAME\` prints it for an environment file of yours. Nothing here was
      measured on AWS: see [what this rests on](#what-this-rests-on).`),
    costSection(systems),
    limitsSection(systems),
    daySection(systems, days, PICTURE),
    assumptions(costs),
  );
  return { text: `${text}\n`, picture: dayPicture(days[0] ?? []) };
}

function assumptions({ machine, figures: [report] }: SavedCosts): string {
  const expressTime =
    report?.lines.find(({ unit }) => unit === 'expressGbSeconds')?.dollarsPerMillionOrders ?? 0;
  return blocks(
    '## What this rests on',
    list([
      `**Counted**: what an order uses, as the mean of ${count(report?.orders ?? 0)} with each workflow type (${describeMachine(machine)}). It was counted with the settings of production: what another environment logs beside is not in it, and an attempt logs what attempts did in the mean.`,
      '**Stated**: how long functions and the workflow run.',
      `**Taken from AWS's pages**: quotas, scaling, and list prices of ${PRICE_LIST.date}. The volume tiers of CloudWatch Logs
        are as others tell of them. Those of \`EXPRESS\` time could not be confirmed and are left out; with them a million orders
        cost ${dollars(expressTime)} less at the most.`,
      '**Simulated**: steps of a second and amounts of orders, so that chance is its own mean. Real seconds are less even.',
      `An execution environment takes ten requests a second, so what takes less than 100 ms counts as 100 ms of concurrency.
        Receiving, running and deleting a batch is taken to fit into that. Batches are taken to be full where a limit is met.`,
      `An on-demand table or index grants twice the peak it had more than half an hour ago, as AWS promises. It often grants
        more sooner.`,
      `Orders spread evenly over the shards of the status index, and a shard is one partition: AWS does not split one whose
        sort key always grows.`,
      `How many messages a receive brings is not documented: a receive is stated to take 20 ms, and to bring what came
        meanwhile.`,
      `Logs, metrics and traces hold no order back: where one of them is throttled, it is incomplete. Whether what Lambda
        delivers counts towards the account's 5,000 PutLogEvents a second, and what X-Ray takes a second, was not confirmed.`,
    ]),
  );
}
