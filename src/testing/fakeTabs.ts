import type { ProjectId } from '#core/annotation/ids.ts';
import type { ProjectChannel, TabMessage } from '#storage/projectChannel.ts';
import type { HeldLock, WriterLocks } from '#storage/writerLock.ts';

/** One browser with several tabs: they share locks, and hear each other a moment later. */
export interface TabHub {
  openTab(): FakeTab;
}

export interface FakeTab {
  readonly writerLocks: WriterLocks;
  readonly channel: ProjectChannel;
  /** Gives back all that the tab holds and asks for, as the browser does when a tab ends. */
  closeTab(): void;
}

export function createTabHub(): TabHub {
  const table = new LockTable();
  const ears = new Set<Ear>();
  return {
    openTab() {
      const tab = {};
      const own: (() => void)[] = [];
      return {
        writerLocks: locksOf(table, own),
        channel: channelOf(ears, tab),
        closeTab() {
          for (const end of own) end();
        },
      };
    },
  };
}

interface Holder {
  readonly lock: HeldLock;
  readonly lose: () => void;
}

interface Request {
  readonly name: string;
  readonly grant: () => void;
}

/** Who holds what, and who waits for it, first come first served. */
class LockTable {
  private readonly holders = new Map<string, Holder>();
  private readonly queue: Request[] = [];

  isHeld(name: string): boolean {
    return this.holders.has(name);
  }

  hold(name: string): HeldLock {
    this.holders.get(name)?.lose();
    let lose: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => {
      lose = resolve;
    });
    const lock: HeldLock = { lost, release: async () => this.release(name, lock) };
    this.holders.set(name, { lock, lose });
    return lock;
  }

  /** @returns withdraws the request */
  ask(request: Request): () => void {
    if (this.isHeld(request.name)) this.queue.push(request);
    else request.grant();
    return () => {
      const index = this.queue.indexOf(request);
      if (index >= 0) this.queue.splice(index, 1);
    };
  }

  private release(name: string, lock: HeldLock): void {
    if (this.holders.get(name)?.lock !== lock) return;
    this.holders.delete(name);
    const index = this.queue.findIndex((each) => each.name === name);
    if (index >= 0) this.queue.splice(index, 1)[0]?.grant();
  }
}

function locksOf(table: LockTable, own: (() => void)[]): WriterLocks {
  function hold(name: ProjectId): HeldLock {
    const lock = table.hold(name);
    own.push(() => void lock.release());
    return lock;
  }
  return {
    tryAcquire: async (name) => (table.isHeld(name) ? null : hold(name)),
    takeAway: async (name) => hold(name),
    acquireWhenFree: (name, signal) =>
      new Promise((resolve, reject) => {
        const withdraw = table.ask({ name, grant: () => resolve(hold(name)) });
        own.push(withdraw);
        signal.addEventListener('abort', () => {
          withdraw();
          reject(signal.reason);
        });
      }),
    ifAlone: (work) => work(),
  };
}

type Ear = (from: object, message: TabMessage) => void;

function channelOf(ears: Set<Ear>, tab: object): ProjectChannel {
  return {
    post(message) {
      queueMicrotask(() => {
        for (const hear of ears) hear(tab, message);
      });
    },
    listen(onMessage) {
      const hear: Ear = (from, message) => {
        if (from !== tab) onMessage(message);
      };
      ears.add(hear);
      return () => ears.delete(hear);
    },
  };
}
