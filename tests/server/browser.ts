import type { BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromium } from '../support/chromium.ts';

export type Tab = { page: Page; complaints: string[] };

/** A tab of a real Chromium, closed with the test. `complaints` gathers what it writes to its console as an error. */
export async function openTab(options: BrowserContextOptions = {}): Promise<Tab> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}
