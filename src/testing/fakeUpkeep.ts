import type { SetAside } from '#core/project/setAside.ts';
import type { StorageSpace } from '#core/project/storageUse.ts';
import type { QuarantineEntry, Upkeep } from '#storage/upkeep.ts';

/** Upkeep of a disk that a test fills and damages. */
export interface FakeUpkeep extends Upkeep {
  /** Says that these were set aside. */
  reportDamage(found: readonly SetAside[]): void;
  setSpace(space: StorageSpace | null): void;
  /** How often the browser was asked to keep everything. */
  readonly persistCount: () => number;
}

export function createFakeUpkeep(): FakeUpkeep {
  const listeners = new Set<(found: readonly SetAside[]) => void>();
  let entries: readonly QuarantineEntry[] = [];
  let space: StorageSpace | null = { usedBytes: 0, quotaBytes: 10 ** 12, isPersisted: false };
  let persistCount = 0;
  return {
    reportDamage(found) {
      for (const listener of listeners) listener(found);
    },
    setSpace(next) {
      space = next;
    },
    persistCount: () => persistCount,
    watchDamage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    quarantined: async () => entries,
    async forgetQuarantined(number) {
      entries = entries.filter((each) => each.number !== number);
    },
    quarantineFile: (entry) => new Blob([entry.reason]),
    space: async () => space,
    async askToPersist() {
      persistCount += 1;
      return true;
    },
    measureUse: async (_openId, { onUpdate }) => onUpdate({}),
    shortenHistory: async () => undefined,
    confirmUpgrade: async () => undefined,
  };
}
