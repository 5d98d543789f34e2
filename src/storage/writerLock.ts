import type { ProjectId } from '#core/annotation/ids.ts';

/** The right to write to a project, while it is held. */
export interface HeldLock {
  /** Resolves when another tab has taken it away. */
  readonly lost: Promise<void>;
  /** Gives it back; resolves when another tab can get it. */
  release(): Promise<void>;
}

/** One tab writes to a project at a time: the one that holds its lock. */
export interface WriterLocks {
  /** @returns null while another tab has it */
  tryAcquire(projectId: ProjectId): Promise<HeldLock | null>;
  /** Waits until no other tab has it. Rejects with the signal's reason. */
  acquireWhenFree(projectId: ProjectId, signal: AbortSignal): Promise<HeldLock>;
  /** Takes it, from another tab if need be. */
  takeAway(projectId: ProjectId): Promise<HeldLock>;
  /**
   * Does work that no other tab of the studio may witness, unless there is one. To be called once, when
   * the studio starts: from then on this tab is a witness itself.
   */
  ifAlone(work: () => Promise<void>): Promise<void>;
}

const tabsLock = 'maskwright-tabs';

/**
 * Locks of the browser, which a tab that crashes gives back too. Where the browser has none every tab
 * gets what it asks for, and the lease in storage alone decides; whether it is alone it cannot know.
 */
export function createWriterLocks(manager: LockManager | undefined = navigator.locks): WriterLocks {
  if (!manager) return leaseOnly;
  return {
    tryAcquire: (projectId) => request(manager, nameOf(projectId), { ifAvailable: true }),
    acquireWhenFree: async (projectId, signal) =>
      certain(await request(manager, nameOf(projectId), { signal })),
    takeAway: async (projectId) =>
      certain(await request(manager, nameOf(projectId), { steal: true })),
    async ifAlone(work) {
      const alone = await request(manager, tabsLock, { ifAvailable: true });
      try {
        if (alone) await work();
      } finally {
        await alone?.release();
      }
      await request(manager, tabsLock, { mode: 'shared' });
    },
  };
}

function nameOf(projectId: ProjectId): string {
  return `maskwright-writer-${projectId}`;
}

/** Resolves when the lock is held, or with null when it is not to be had. */
function request(
  manager: LockManager,
  name: string,
  options: LockOptions,
): Promise<HeldLock | null> {
  return new Promise((resolve, reject) => {
    const kept = latch();
    const lost = latch();
    const ended: Promise<void> = manager
      .request(name, options, (lock) => {
        if (!lock) {
          resolve(null);
          return undefined;
        }
        resolve({
          lost: lost.opened,
          async release() {
            kept.open();
            await ended;
          },
        });
        return kept.opened;
      })
      .then(
        () => undefined,
        (error: unknown) => {
          lost.open();
          reject(error); // means something only while the lock was not held yet
        },
      );
  });
}

/** A promise that is resolved from outside. */
function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function certain(lock: HeldLock | null): HeldLock {
  if (!lock) throw new Error('Invariant broken: a lock that is waited for is given');
  return lock;
}

const never = new Promise<void>(() => undefined);
const unguarded: HeldLock = { lost: never, release: async () => undefined };
const leaseOnly: WriterLocks = {
  tryAcquire: async () => unguarded,
  acquireWhenFree: (_projectId, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    }),
  takeAway: async () => unguarded,
  ifAlone: async () => undefined,
};
