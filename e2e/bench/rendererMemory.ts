import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';

/**
 * Resident memory of the browser's renderer processes, in which its workers live, MB. The page's own
 * counters leave the memory of WebAssembly out.
 *
 * @returns null where the system has no /proc
 */
export async function rendererMemoryMb(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [id] : []));
  const sizes = await Promise.all(pids.map((pid) => residentMb(pid)));
  return sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  );
}

async function residentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  const kilobytes = status?.match(/^VmRSS:\s+(\d+) kB$/mu)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
