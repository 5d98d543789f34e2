import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, CDPSession } from '@playwright/test';

/**
 * Resident memory of the browser's renderer processes, in which its workers live, MB. The page's own
 * counters leave the memory of WebAssembly out.
 *
 * @returns null where the system has no /proc
 */
export async function rendererMemoryMb(where: Browser | BrowserContext): Promise<number | null> {
  const sizes = await rendererSizes(where);
  return sizes && sizes.reduce((sum, size) => sum + size, 0);
}

/** Resident memory of the largest renderer, MB: the tab at work. The browser keeps others in store. */
export async function tabMemoryMb(where: Browser | BrowserContext): Promise<number | null> {
  const sizes = await rendererSizes(where);
  return sizes && Math.max(...sizes);
}

/** Memory of all processes of the browser, shared pages counted once, MB; null likewise. */
export async function browserMemoryMb(where: Browser | BrowserContext): Promise<number | null> {
  const session = await sessionOf(where);
  if (!session) return null;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = await Promise.all(processInfo.map(({ id }) => proportionalMb(id)));
  return sizes.reduce((sum: number, size) => sum + (size ?? 0), 0) || null;
}

async function rendererSizes(where: Browser | BrowserContext): Promise<readonly number[] | null> {
  const session = await sessionOf(where);
  if (!session) return null;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [id] : []));
  const sizes = await Promise.all(pids.map((pid) => residentMb(pid)));
  const known = sizes.flatMap((size) => size ?? []);
  return known.length === sizes.length ? known : null;
}

async function residentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  const kilobytes = status?.match(/^VmRSS:\s+(\d+) kB$/mu)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** A process that has ended meanwhile has none. */
async function proportionalMb(pid: number): Promise<number | null> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => null);
  const kilobytes = rollup?.match(/^Pss:\s+(\d+) kB$/mu)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** A profile on disk has no browser object but for Chromium's own page. */
async function sessionOf(where: Browser | BrowserContext): Promise<CDPSession | null> {
  if ('newBrowserCDPSession' in where) return where.newBrowserCDPSession();
  const browser = where.browser();
  return browser ? browser.newBrowserCDPSession() : null;
}
