import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { type ConsoleSystem, describeWith, findBrowser, startConsoleSystem } from './console-system.ts';

const PATIENCE_MS = 120_000;
const MARKUP = '<img src=x onerror=alert(1)>';

const browser = await findBrowser();

describeWith(browser)('the console in a browser', () => {
  let system: ConsoleSystem;
  let page: Page;
  /** What went wrong in the page without anybody seeing it. */
  let complaints: string[];
  beforeAll(async () => {
    system = await startConsoleSystem();
  });
  afterAll(async () => {
    await browser?.close();
    await system.stop();
  });
  beforeEach(async () => {
    if (!browser) throw new Error('no browser');
    page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    complaints = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const shown = (locator: Locator) => locator.first().waitFor({ state: 'visible' });
  const timeline = () => page.getByRole('region', { name: 'Timeline' });
  const link = (name: string) => page.getByRole('link', { name, exact: true });

  async function placeOrder(orderId: string, product: string, quantity: string): Promise<void> {
    await page.goto(system.urlOf('place-order'));
    await page.getByLabel('Order id').fill(orderId);
    await page.getByLabel('Product').fill(product);
    await page.getByLabel('Quantity').fill(quantity);
    await page.getByRole('button', { name: 'Place order' }).click();
  }

  it('places an order, which becomes FULFILLED on its page by itself', async () => {
    await placeOrder('by-form', 'Pen', '3');
    await link('by-form').click();

    await shown(page.getByRole('heading', { name: 'Order by-form' }));
    await shown(timeline().getByText('FULFILLED', { exact: true }));
    expect(await page.getByTestId('product').textContent()).toBe('Pen');
    expect(await system.order('by-form')).toMatchObject({ status: 'FULFILLED', quantity: 3 });
  });

  it('shows an order as it comes in, without a reload', async () => {
    await page.goto(system.urlOf('orders'));
    await shown(page.getByTestId('connection').getByText('Live'));
    await system.place({ order_id: 'comes-in', product: 'Ink', quantity: 1 });

    await shown(
      page
        .getByRole('row')
        .filter({ has: link('comes-in') })
        .getByText('FULFILLED'),
    );
  });

  it('redrives an order that failed, which becomes FULFILLED', async () => {
    await system.failOrder('doomed');
    await page.goto(system.urlOf('failed-orders'));
    await page.getByRole('button', { name: 'Redrive doomed' }).click();
    await shown(page.getByTestId('redrive-result'));
    expect(await page.getByTestId('redrive-summary').textContent()).toContain('1 redriven');
    await link('doomed').click();

    await shown(timeline().getByText('FULFILLED', { exact: true }));
    await shown(timeline().getByText('Dead letter', { exact: true }));
    expect(await system.failedOrders()).toMatchObject([{ order_id: 'doomed', state: 'REDRIVEN' }]);
  });

  it('shows what the API says of each field', async () => {
    await placeOrder('not an id', '', '0.5');
    await page.getByRole('region', { name: 'Answer of the API' }).getByText('See ').waitFor();

    for (const name of ['Order id', 'Product', 'Quantity']) {
      const field = page.getByLabel(name);
      const [, errorId] = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator(`#${errorId}`).textContent()).toMatch(/\w+/);
    }
    expect(await system.order('not an id')).toBeUndefined();
  });

  it('says that nothing answers, keeps what it shows and goes on by itself', async () => {
    await system.place({ order_id: 'before', product: 'Pen', quantity: 1 });
    await page.goto(system.urlOf('orders'));
    await shown(link('before'));
    await system.takeServerDown();
    await shown(page.getByTestId('outage'));
    expect(await link('before').isVisible()).toBe(true);
    await system.place({ order_id: 'meanwhile', product: 'Pen', quantity: 1 });
    await system.bringServerBack();

    await shown(link('meanwhile'));
    await page.getByTestId('outage').waitFor({ state: 'detached' });
    await shown(page.getByTestId('connection').getByText('Live'));
  });

  it('shows markup in an order as text', async () => {
    await placeOrder('markup', MARKUP, '1');
    await system.failOrder('failed-markup', MARKUP);
    await link('markup').click();
    await shown(page.getByTestId('product'));
    expect(await page.getByTestId('product').textContent()).toBe(MARKUP);
    await page.goto(system.urlOf('orders'));
    await shown(page.getByRole('cell', { name: MARKUP }));
    await page.goto(system.urlOf('failed-orders'));
    await shown(page.getByRole('listitem').getByText(MARKUP));

    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });

  it('switches the faults of the local run on and off', async () => {
    await page.goto(system.urlOf('local'));
    await page.getByLabel('Rate, %').fill('0');
    await page.getByRole('button', { name: 'Start' }).click();
    await shown(page.getByTestId('faults-state').getByText('ON'));
    expect(system.cloud.faults.active()).toMatchObject({ rate: 0 });
    await page.getByRole('button', { name: 'Stop' }).click();

    await shown(page.getByTestId('faults-state').getByText('OFF'));
    expect(system.cloud.faults.active()).toBeUndefined();
  });
});
