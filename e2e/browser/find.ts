import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** What the search needs to know of a machine, so that a test can make one up. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly playwrightChromium: string; // where Playwright keeps its own, there or not; '' if nowhere
  readonly exists: (file: string) => boolean;
  /** False for a file that cannot run here, such as a browser without its shared libraries. */
  readonly starts: (file: string) => boolean;
}

/** Path of the first Chromium that starts: CHROMIUM_PATH, Playwright's own, the system's. */
export function findBrowser(machine: Machine = thisMachine()): string | null {
  const { env, exists, starts } = machine;
  const chosen = env['CHROMIUM_PATH'];
  if (chosen) {
    if (!exists(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, but there is no such file.`);
    if (!starts(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, which does not start.`);
    return chosen;
  }
  return browserCandidates(machine).find((file) => exists(file) && starts(file)) ?? null;
}

/** Where a browser may be, best first. */
function browserCandidates(machine: Machine): readonly string[] {
  const own = machine.playwrightChromium;
  return [...(own ? [own] : []), ...onSearchPath(machine), ...inUsualPlaces(machine)];
}

function onSearchPath({ platform, env }: Machine): readonly string[] {
  if (platform === 'win32') return [];
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

function inUsualPlaces({ platform, env }: Machine): readonly string[] {
  if (platform === 'darwin')
    return ['Chromium', 'Google Chrome'].flatMap((name) =>
      ['/Applications', `${env['HOME'] ?? ''}/Applications`].map(
        (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    );
  if (platform === 'win32')
    return ['Chromium', 'Google\\Chrome'].flatMap((name) =>
      [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
        .filter((folder) => folder !== undefined)
        .map((folder) => `${folder}\\${name}\\Application\\chrome.exe`),
    );
  return [];
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    playwrightChromium: playwrightsOwn(),
    exists: existsSync,
    starts: (file) =>
      process.platform === 'win32' || // there --version opens a window
      spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0,
  };
}

function playwrightsOwn(): string {
  try {
    return chromium.executablePath();
  } catch {
    return ''; // it throws on a platform that Playwright has no browser for
  }
}
