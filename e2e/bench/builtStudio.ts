import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { chromiumFlags, requireBrowser } from './browser.ts';

/** The built studio in a browser with a profile on disk: a database of a guest session lies in memory. */
export interface BuiltStudio {
  readonly origin: string;
  readonly context: BrowserContext;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = 4187; // not the specs' nor the other benchmarks'

/** Serves `dist` and closes server and browser, and deletes the profile, when `use` is done. */
export async function withBuiltStudio<Result>(
  use: (studio: BuiltStudio) => Promise<Result>,
): Promise<Result> {
  const server = await preview({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'error',
    preview: { host: 'localhost', port, strictPort: true },
  });
  const profile = await mkdtemp(join(tmpdir(), 'maskwright-bench-'));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: requireBrowser(),
      args: [...chromiumFlags],
      viewport: { width: 1440, height: 900 },
    });
    try {
      return await use({ origin: `http://localhost:${port}`, context });
    } finally {
      await context.close();
    }
  } finally {
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** A module with all that it imports as the text of one script. @param entry file of this folder */
export async function bundlePage(entry: string): Promise<string> {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['es'] },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error(`Nothing was built of ${entry}.`);
  return chunk.code;
}
