import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../browser/find.ts';
import { UsageError } from '../bench/command.ts';

/** A browser with all of its processes in one group, so that none of them outlives a kill. */
export interface KillableBrowser {
  readonly browser: Browser;
  /** Ends every process at once, in the middle of whatever it does. */
  kill(): Promise<void>;
}

const startLimitMs = 30_000;

/** Starts Chromium on a profile that outlives it. */
export async function startBrowser(profile: string): Promise<KillableBrowser> {
  const program = findBrowser();
  if (program === null) {
    throw new UsageError('No Chromium found: run `npx tsx e2e/browser/ensure.ts`.');
  }
  const portFile = path.join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: 'ignore',
    detached: true, // a group of its own
  });
  const killGroup = () => {
    const isGone = child.exitCode !== null || child.signalCode !== null;
    if (!isGone && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', killGroup);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const browser = await connect(child, portFile);
  return {
    browser,
    async kill() {
      killGroup();
      await gone;
      process.off('exit', killGroup);
      await browser.close();
    },
  };
}

const flags = [
  '--headless=new',
  '--no-sandbox', // root in a container cannot start without
  '--disable-dev-shm-usage', // /dev/shm of a container has 64 MB
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--hide-crash-restore-bubble',
  '--remote-debugging-port=0',
  '--enable-logging', // to chrome_debug.log in the profile, where a damaged database is told of
];

/** The browser writes its port to a file of the profile as soon as it listens. */
async function connect(child: ChildProcess, portFile: string): Promise<Browser> {
  const giveUpAt = Date.now() + startLimitMs;
  while (Date.now() < giveUpAt && child.exitCode === null) {
    const [port, address] = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n') : [];
    if (port && address) return chromium.connectOverCDP(`ws://127.0.0.1:${port}${address}`);
    await rest(20);
  }
  throw new Error('Chromium did not start.');
}
