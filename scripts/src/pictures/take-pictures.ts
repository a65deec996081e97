import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** The pictures, and what each shows once its page is loaded. */
export const PICTURES = [
  { name: 'orders', path: () => 'orders', shows: 'order-1024' },
  { name: 'order', path: (order: string) => `orders/${order}`, shows: 'StoreOrder' },
  { name: 'failed-orders', path: () => 'failed-orders', shows: 'order-9002' },
  { name: 'place-order', path: () => 'place-order', shows: 'Order id' },
  { name: 'local', path: () => 'local', shows: 'Fault injection' },
] as const;

const VIEWPORT = { width: 1280, height: 800 };

/** Writes a PNG of each page of the console. */
export async function takePictures(
  browser: Browser,
  url: string,
  order: string,
  directory: string,
): Promise<void> {
  const context = { viewport: VIEWPORT, colorScheme: 'light', reducedMotion: 'reduce' } as const;
  const page = await browser.newPage({ ...context, locale: 'en-US', timezoneId: 'UTC' });
  for (const { name, path, shows } of PICTURES) {
    await page.goto(`${url}/#/${path(order)}`);
    await page.getByRole('main').getByText(shows).first().waitFor();
    if (name === 'place-order') await placeOrder(page);
    if (name === 'orders') await page.getByTestId('connection').getByText('Live').waitFor();
    await page.screenshot({ path: join(directory, `${name}.png`) });
  }
}

/** Fills the form in and sends it, so that the picture shows the answer. */
async function placeOrder(page: Page): Promise<void> {
  await page.getByLabel('Order id').fill('test001');
  await page.getByLabel('Product').fill('Pen');
  await page.getByLabel('Quantity').fill('2');
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('link', { name: 'test001' }).waitFor();
}
