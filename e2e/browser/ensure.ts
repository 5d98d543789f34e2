import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find.ts';

/** One way to get a browser onto a machine. */
export interface Installation {
  readonly name: string;
  readonly isPossible: boolean;
  /** Commands to run one after the other; the first that fails ends the installation. */
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
  readonly limitMs: number; // for each command
}

/** What {@link ensureBrowser} does to the machine, so that a test can leave it alone. */
export interface Hands {
  readonly find: () => string | null;
  readonly run: (command: readonly [string, ...string[]], limitMs: number) => Promise<boolean>;
  readonly say: (sentence: string) => void;
}

/** Path of a browser that starts, installed in the first possible way if there is none yet. */
export async function ensureBrowser(
  installations: readonly Installation[],
  { find, run, say }: Hands,
): Promise<string | null> {
  const present = find();
  if (present !== null) return present;
  for (const { name, commands, limitMs } of installations.filter((each) => each.isPossible)) {
    say(`No Chromium found: installing it with ${name} …`);
    let isDone = true;
    for (const command of commands) isDone = isDone && (await run(command, limitMs));
    const installed = find();
    if (installed !== null) return installed;
    say(`${name} ${isDone ? 'brought no browser that starts' : 'failed'}.`);
  }
  return null;
}

/** The ways in order: Playwright's own download, then the package of Debian. */
export function waysToInstall(isRoot: boolean, hasApt: boolean): readonly Installation[] {
  return [
    {
      name: 'Playwright',
      isPossible: true,
      commands: [['npx', 'playwright', 'install', 'chromium']],
      limitMs: 180_000,
    },
    {
      name: 'apt-get',
      isPossible: isRoot && hasApt,
      commands: [
        ['apt-get', 'update'],
        ['apt-get', 'install', '-y', 'chromium'],
      ],
      limitMs: 600_000,
    },
  ];
}

/**
 * Runs a command without showing its output.
 *
 * @returns true if it ended well and in time; what it started is ended with it
 */
export async function runQuietly(
  [program, ...args]: readonly [string, ...string[]],
  limitMs: number,
): Promise<boolean> {
  const isWindows = process.platform === 'win32';
  const child = spawn(program, args, {
    stdio: 'ignore',
    detached: !isWindows, // a process group of its own, to be ended as one
    shell: isWindows, // npx is a batch file there
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      if (child.pid !== undefined && !isWindows) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
      resolve(false);
    }, limitMs);
    const settle = (isDone: boolean): void => {
      clearTimeout(timer);
      resolve(isDone);
    };
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
  });
}

async function main(): Promise<void> {
  const ways = waysToInstall(process.getuid?.() === 0, existsSync('/usr/bin/apt-get'));
  const hands = { find: () => findBrowser(), run: runQuietly, say: console.log };
  const browser = await ensureBrowser(ways, hands);
  if (browser === null)
    throw new Error(
      'The tests need Chromium: install Chromium or Google Chrome, or set CHROMIUM_PATH to it.',
    );
  console.log(`Browser for the tests: ${browser}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
