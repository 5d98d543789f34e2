import { isSpaceLow } from '#core/project/storageUse.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** Least time between two looks at the disk, ms. */
const restMs = 30_000;

/**
 * Asks the browser to keep everything at the first change, when there is something to keep, and warns
 * once a session when space runs low.
 */
export function watchSpace(services: Services): void {
  let hasAsked = false;
  let hasWarned = false;
  let lookedAt: number | null = null;
  async function look(): Promise<void> {
    const now = services.now();
    if (hasWarned || (lookedAt !== null && now - lookedAt < restMs)) return;
    lookedAt = now;
    const space = await services.storage.space();
    if (!space || !isSpaceLow(space) || hasWarned) return;
    hasWarned = true;
    const leftBytes = Math.max(0, space.quotaBytes - space.usedBytes);
    say(services, 'problem', { about: 'spaceLow', leftBytes });
  }
  void look();
  services.stores.history.subscribe(({ changeCount }, former) => {
    if (changeCount === former.changeCount) return;
    if (!hasAsked) void askOnce(services);
    hasAsked = true;
    void look();
  });
}

async function askOnce({ storage }: Services): Promise<void> {
  const space = await storage.space();
  if (space?.isPersisted === false) await storage.askToPersist();
}
