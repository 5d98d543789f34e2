import { seededRandom } from '#core/division/seededRandom.ts';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startServer } from '../bench/server.ts';
import { startBrowser, type KillableBrowser } from './killableBrowser.ts';
import type { Verdict } from './killPage.ts';

/** What became of one session that was killed. */
export interface KillPoint {
  readonly seed: number;
  readonly killedAfterMs: number; // since its first edit
  readonly acknowledgedCount: number; // changes that were said to be on disk
  /** Of changes that were acknowledged and are not in the second copy; null: the database was left. */
  readonly lost: Lost | null;
  readonly verdict: Verdict;
}

/** What did not reach the second copy before the kill. */
export interface Lost {
  readonly changeCount: number;
  readonly ageMs: number; // how long the oldest of them had been acknowledged; 0: none is lost
}

export interface KillTask {
  readonly pointCount: number;
  readonly firstSeed: number;
  /** Every so many kills the database is deleted too, as a browser does that finds it damaged; 0: never. */
  readonly wipeEvery: number;
  onPoint?(point: KillPoint): void;
}

/** No session lives longer. */
const maxLifeMs = 900;

/**
 * Edits in a real browser, kills it at a random moment, starts it again and compares what is on disk
 * with what has to be there; again and again on one profile. Every project is looked at once more at the
 * end, when all later sessions have come and gone.
 */
export async function killPoints({
  pointCount,
  firstSeed,
  wipeEvery,
  onPoint,
}: KillTask): Promise<readonly KillPoint[]> {
  const profile = await mkdtemp(path.join(tmpdir(), 'maskwright-kill-'));
  const server = await startServer(new Map());
  const points: KillPoint[] = [];
  let started: KillableBrowser | null = null;
  try {
    let before: Killed | null = null;
    let lastWiped: number | null = null; // of the points, by index
    for (let seed = firstSeed; seed <= firstSeed + pointCount; seed += 1) {
      started = await startBrowser(profile);
      const page = await openKillPage(started, server.origin);
      if (before) {
        const point = before.isWiped
          ? await broughtBack(page, before)
          : await verified(page, before);
        if (before.isWiped) lastWiped = points.length;
        if (!isWhole(point)) await keep(profile);
        points.push(point);
        onPoint?.(point);
      }
      if (seed === firstSeed + pointCount) {
        await recheck(page, points, lastWiped ?? -1);
        break;
      }
      const isWiped = wipeEvery > 0 && (seed - firstSeed + 1) % wipeEvery === 0;
      before = { ...(await editAndKill(started, page, seed)), isWiped };
      if (isWiped) await wipeDatabase(profile);
    }
  } catch (error) {
    await started?.kill();
    await keep(profile);
    throw error;
  } finally {
    await started?.kill();
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return points;
}

async function keep(profile: string): Promise<void> {
  const copy = `${profile}-kept-${Date.now()}`;
  await cp(profile, copy, { recursive: true });
  console.log(`profile kept in ${copy}`);
}

/** Deletes what IndexedDB has on disk, all sites and databases. */
async function wipeDatabase(profile: string): Promise<void> {
  const names = await readdir(profile, { recursive: true });
  const folders = names.filter((name) => path.basename(name) === 'IndexedDB');
  if (folders.length === 0) throw new Error('The profile has no database to delete.');
  for (const name of folders) await rm(path.join(profile, name), { recursive: true });
}

interface Killed extends Pick<KillPoint, 'seed' | 'killedAfterMs'> {
  /** When each change was acknowledged, ms before the kill. */
  readonly ages: readonly number[];
  readonly isWiped: boolean;
}

/** The page and the number of changes that it has acknowledged. */
interface OpenedPage {
  readonly page: Page;
  readonly acknowledgedAt: readonly number[]; // by change, of `performance.now()`
}

async function openKillPage({ browser }: KillableBrowser, origin: string): Promise<OpenedPage> {
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.newPage());
  if (!page) throw new Error('Chromium opened no page.');
  const acknowledgedAt: number[] = [];
  await page.exposeFunction('acknowledged', () => {
    acknowledgedAt.push(performance.now());
  });
  const failed = new Promise<never>((_resolve, reject) => {
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('The page crashed.')));
  });
  await page.goto(`${origin}/e2e/kill/kill.html`);
  const opened = page.waitForFunction(() => 'killPage' in window, null, { polling: 20 });
  await Promise.race([opened, failed]);
  return { page, acknowledgedAt };
}

async function editAndKill(
  started: KillableBrowser,
  { page, acknowledgedAt }: OpenedPage,
  seed: number,
): Promise<Omit<Killed, 'isWiped'>> {
  const killedAfterMs = Math.round(seededRandom(seed * 7919)() * maxLifeMs);
  // ends with the browser, thus never well
  page.evaluate((each) => window.killPage.edit(each), seed).catch(() => undefined);
  await rest(killedAfterMs);
  const killedAt = performance.now();
  await started.kill();
  const ages = acknowledgedAt.map((at) => Math.max(0, killedAt - at));
  return { seed, killedAfterMs, ages };
}

/** All that the second copy knows comes back; then the project of the last session is compared. */
async function broughtBack(
  { page }: OpenedPage,
  { seed, killedAfterMs, ages }: Killed,
): Promise<KillPoint> {
  const problems = await page.evaluate(() => window.killPage.bringBack());
  const acknowledgedCount = ages.length;
  const verdict = await page.evaluate(([each, count]) => window.killPage.verifyCopy(each, count), [
    seed,
    acknowledgedCount,
  ] as const);
  const changeCount = Math.max(0, acknowledgedCount - (verdict.stepCount ?? 0));
  const lost = { changeCount, ageMs: changeCount === 0 ? 0 : (ages.at(-changeCount) ?? 0) };
  return {
    seed,
    killedAfterMs,
    acknowledgedCount,
    lost,
    verdict: { ...verdict, problems: [...problems, ...verdict.problems] },
  };
}

async function verified({ page }: OpenedPage, killed: Killed): Promise<KillPoint> {
  const { seed, killedAfterMs, ages } = killed;
  const acknowledgedCount = ages.length;
  const verdict = await page.evaluate(([each, count]) => window.killPage.verify(each, count), [
    seed,
    acknowledgedCount,
  ] as const);
  return { seed, killedAfterMs, acknowledgedCount, lost: null, verdict };
}

/**
 * What was whole after its kill has to be the same after all others, and after a change that fails. What
 * has come out of the second copy since has no pictures and no history any more.
 *
 * @param lastWiped index of the last point after which the database was deleted; -1: it never was
 */
async function recheck(
  { page }: OpenedPage,
  points: KillPoint[],
  lastWiped: number,
): Promise<void> {
  for (const [at, point] of points.entries()) {
    const { seed, verdict } = point;
    const { stepCount } = verdict;
    if (stepCount === null || (stepCount === 0 && at <= lastWiped)) continue;
    const halves = await page.evaluate((each) => window.killPage.refuseHalf(each), seed);
    const again = await page.evaluate(
      ([each, count, isCopy]) =>
        isCopy ? window.killPage.verifyCopy(each, count) : window.killPage.verify(each, count),
      [seed, stepCount, at <= lastWiped] as const,
    );
    const isSame = again.stepCount === stepCount;
    const problems = [
      ...verdict.problems,
      ...again.problems,
      ...halves,
      ...(isSame ? [] : ['changed after it was verified']),
    ];
    points[at] = { ...point, verdict: { ...verdict, problems } };
  }
}

/** How long a change may take to the second copy, ms; the machine of a test is a slow one. */
const maxLagMs = 400;

/**
 * Whether nothing is lost: all that was acknowledged is there, and at most the change in hand more. Out of
 * the second copy it may lack what was acknowledged the moment before.
 */
export function isWhole({ acknowledgedCount, lost, verdict }: KillPoint): boolean {
  const { stepCount, problems } = verdict;
  if (lost) return stepCount !== null && lost.ageMs <= maxLagMs && problems.length === 0;
  const isThere = stepCount === acknowledgedCount || stepCount === acknowledgedCount + 1;
  return isThere && problems.length === 0;
}
