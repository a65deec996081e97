import { afterAll, beforeAll, expect, it } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { type ConsoleSystem, describeWith, findBrowser, startConsoleSystem } from './console-system.ts';

const PATIENCE_MS = 120_000;

/** Each page, and what it shows once it is loaded. */
const PAGES = [
  { path: 'orders', shows: 'doomed' },
  { path: 'orders/doomed', shows: 'Attempts' },
  { path: 'orders/never-placed', shows: 'never-placed' },
  { path: 'failed-orders', shows: 'doomed' },
  { path: 'place-order', shows: 'Order id' },
  { path: 'local', shows: 'Fault injection' },
  { path: 'nowhere', shows: 'No such page' },
];

const browser = await findBrowser();

describeWith(browser)('the console', () => {
  let system: ConsoleSystem;
  let page: Page;
  beforeAll(async () => {
    if (!browser) throw new Error('no browser');
    system = await startConsoleSystem();
    await system.place({ order_id: 'fine', product: 'Pen', quantity: 1 });
    await system.failOrder('doomed');
    await system.waitFor('fine', 'FULFILLED');
    page = await browser.newPage({ reducedMotion: 'reduce' });
    page.setDefaultTimeout(PATIENCE_MS);
  });
  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });

  it.each(PAGES)('has no flaw of accessibility that can be found: $path', async ({ path, shows }) => {
    await page.goto('about:blank');
    await page.goto(system.urlOf(path));
    await page.getByRole('main').getByText(shows).first().waitFor();

    expect(await flawsOf(page)).toEqual([]);
  });

  it('has no flaw of accessibility that can be found: a refused order', async () => {
    await page.goto(system.urlOf('place-order'));
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();

    expect(await flawsOf(page)).toEqual([]);
  });
});

/** What axe finds in light and in dark colors. It is run by the debugger, whom the policy of the page does not bind. */
async function flawsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const flaws: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    for (const { id, help, nodes } of violations) {
      flaws.push(
        ...nodes.map(
          ({ html, failureSummary }) => `${colorScheme}: ${id}, ${help}: ${html}: ${failureSummary}`,
        ),
      );
    }
  }
  return flaws;
}
