import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../browser/find.ts';
import { UsageError } from './command.ts';
import { startServer } from './server.ts';

/** A page of this folder in a running browser. */
export interface BenchPage {
  readonly page: Page;
  readonly browserVersion: string;
}

/**
 * Opens a page of this folder in a browser of its own, and closes browser and server when `use` is done.
 *
 * @param name of the page, such as noc.html
 * @param files of the disk that the page may fetch, by absolute URL path
 */
export async function withBenchPage<Result>(
  name: string,
  files: ReadonlyMap<string, string>,
  use: (bench: BenchPage) => Promise<Result>,
): Promise<Result> {
  const browser = await launchBrowser();
  try {
    const server = await startServer(files);
    try {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(`${server.origin}/e2e/bench/${name}`);
      return await use({ page, browserVersion: browser.version() });
    } finally {
      await server.close();
    }
  } finally {
    await browser.close();
  }
}

/** What every machine needs. */
export const chromiumFlags = [
  '--no-sandbox', // root in a container cannot start without
  '--disable-dev-shm-usage', // /dev/shm of a container has 64 MB
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
] as const;

/** Path of a Chromium. @throws UsageError when there is none */
export function requireBrowser(): string {
  const path = findBrowser();
  if (path === null) {
    throw new UsageError('No Chromium found: run `npx tsx e2e/browser/ensure.ts`.');
  }
  return path;
}

/** @param flags of Chromium, besides those that every machine needs */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: requireBrowser(),
    args: [...chromiumFlags, ...flags],
  });
}
