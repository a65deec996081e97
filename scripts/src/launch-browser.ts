import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { unpackBrowser } from './unpack-browser.ts';

/** No browser runs here; the message names what was tried and why each failed. */
export class NoBrowserError extends Error {
  override readonly name = 'NoBrowserError';
}

const NAMES = ['google-chrome', 'google-chrome-stable', 'chrome', 'chromium', 'chromium-browser'];
const MAC_OS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** A container has neither the kernel's user namespaces nor a graphics card. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu'];

/** Starts a browser without a window: an installed Chrome or Chromium, else the packaged one. Throws NoBrowserError. */
export async function launchBrowser(): Promise<Browser> {
  const problems: string[] = [];
  for (const find of [installedBrowser, unpackBrowser]) {
    try {
      const executablePath = await find();
      if (executablePath) return await chromium.launch({ executablePath, args: ARGUMENTS });
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const found = problems.join('; ');
  throw new NoBrowserError(`no browser runs here, install Chrome or name it in CHROME_PATH: ${found}`);
}

async function installedBrowser(): Promise<string | undefined> {
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const inPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...inPath, ...MAC_OS].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
