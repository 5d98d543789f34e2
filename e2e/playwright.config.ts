import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser/find.ts';

/** Not Vite's own, which a developer may be using. */
const port = Number(process.env['E2E_PORT'] ?? 4179);
const browser = findBrowser();
if (browser === null) throw new Error('No Chromium found: run `npx tsx e2e/browser/ensure.ts`.');

/** Runs the specs against the built app in `dist`, served as `npm start` serves it. */
export default defineConfig({
  testDir: 'specs',
  workers: 1, // segmentation takes every core there is
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: isCi(),
  retries: isCi() ? 1 : 0,
  reporter: [['list'], ['./fixtures/summaryReporter.ts']],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser,
      args: [
        '--no-sandbox', // root in a container cannot start without
        '--disable-dev-shm-usage', // /dev/shm of a container has 64 MB
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-default-apps',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    port, // not url, which would be asked for through a proxy of the environment
    timeout: 60_000,
  },
});

function isCi(): boolean {
  return Boolean(process.env['CI']);
}
