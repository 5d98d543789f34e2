import { seededRandom } from '#core/division/seededRandom.ts';
import { cp, mkdtemp, rm } from 'node:fs/promises';
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
  readonly verdict: Verdict;
}

export interface KillTask {
  readonly pointCount: number;
  readonly firstSeed: number;
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
  onPoint,
}: KillTask): Promise<readonly KillPoint[]> {
  const profile = await mkdtemp(path.join(tmpdir(), 'maskwright-kill-'));
  const server = await startServer(new Map());
  const points: KillPoint[] = [];
  let started: KillableBrowser | null = null;
  try {
    let before: Killed | null = null;
    for (let seed = firstSeed; seed <= firstSeed + pointCount; seed += 1) {
      started = await startBrowser(profile);
      const page = await openKillPage(started, server.origin);
      if (before) {
        const point = await verified(page, before);
        if (!isWhole(point)) await keep(profile);
        points.push(point);
        onPoint?.(point);
      }
      if (seed === firstSeed + pointCount) await recheck(page, points);
      else before = await editAndKill(started, page, seed);
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

type Killed = Omit<KillPoint, 'verdict'>;

/** The page and the number of changes that it has acknowledged. */
interface OpenedPage {
  readonly page: Page;
  readonly acknowledgedCount: () => number;
}

async function openKillPage({ browser }: KillableBrowser, origin: string): Promise<OpenedPage> {
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.newPage());
  if (!page) throw new Error('Chromium opened no page.');
  let count = 0;
  await page.exposeFunction('acknowledged', (next: number) => {
    count = Math.max(count, next);
  });
  const failed = new Promise<never>((_resolve, reject) => {
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('The page crashed.')));
  });
  await page.goto(`${origin}/e2e/kill/kill.html`);
  const opened = page.waitForFunction(() => 'killPage' in window, null, { polling: 20 });
  await Promise.race([opened, failed]);
  return { page, acknowledgedCount: () => count };
}

async function editAndKill(
  started: KillableBrowser,
  { page, acknowledgedCount }: OpenedPage,
  seed: number,
): Promise<Killed> {
  const killedAfterMs = Math.round(seededRandom(seed * 7919)() * maxLifeMs);
  // ends with the browser, thus never well
  page.evaluate((each) => window.killPage.edit(each), seed).catch(() => undefined);
  await rest(killedAfterMs);
  await started.kill();
  return { seed, killedAfterMs, acknowledgedCount: acknowledgedCount() };
}

async function verified({ page }: OpenedPage, killed: Killed): Promise<KillPoint> {
  const { seed, acknowledgedCount } = killed;
  const verdict = await page.evaluate(([each, count]) => window.killPage.verify(each, count), [
    seed,
    acknowledgedCount,
  ] as const);
  return { ...killed, verdict };
}

/** What was whole after its kill has to be the same after all others, and after a change that fails. */
async function recheck(opened: OpenedPage, points: KillPoint[]): Promise<void> {
  for (const [at, point] of points.entries()) {
    const { verdict } = point;
    if (verdict.stepCount === null) continue;
    const halves = await opened.page.evaluate(
      (each) => window.killPage.refuseHalf(each),
      point.seed,
    );
    const again = await verified(opened, { ...point, acknowledgedCount: verdict.stepCount });
    const isSame = again.verdict.stepCount === verdict.stepCount;
    const problems = [
      ...verdict.problems,
      ...again.verdict.problems,
      ...halves,
      ...(isSame ? [] : ['changed after it was verified']),
    ];
    points[at] = { ...point, verdict: { ...verdict, problems } };
  }
}

/** Whether nothing is lost: all that was acknowledged is there, and at most the change in hand more. */
export function isWhole({ acknowledgedCount, verdict }: KillPoint): boolean {
  const { stepCount, problems } = verdict;
  const isThere = stepCount === acknowledgedCount || stepCount === acknowledgedCount + 1;
  return isThere && problems.length === 0;
}
