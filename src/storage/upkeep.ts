import type { IDBPDatabase } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { SetAside } from '#core/project/setAside.ts';
import type { StorageSpace, StorageUse } from '#core/project/storageUse.ts';
import { measureUse } from './measureUse.ts';
import type { MaskwrightSchema, QuarantinedRecord } from './schema.ts';
import { shortenHistory } from './shortenHistory.ts';
import { forgetUpgradeCopy, jsonOf } from './upgradeCopy.ts';

/** A record that was set aside, as the list of them shows it. */
export interface QuarantineEntry extends QuarantinedRecord {
  readonly number: number; // what {@link Upkeep.forgetQuarantined} takes
}

/** What keeps storage in order; nothing here is part of the work itself. */
export interface Upkeep {
  /** Calls back whenever records turn out to be damaged and were set aside. @returns ends it */
  watchDamage(listener: (found: readonly SetAside[]) => void): () => void;
  /** Newest first. */
  quarantined(): Promise<readonly QuarantineEntry[]>;
  forgetQuarantined(number: number): Promise<void>;
  /** A record that was set aside, with all that is known of it, as JSON. */
  quarantineFile(entry: QuarantineEntry): Blob;
  /** null where the browser does not tell. */
  space(): Promise<StorageSpace | null>;
  /** Asks the browser never to delete anything by itself. @returns whether it promised */
  askToPersist(): Promise<boolean>;
  /** Tells again and again, the last time with all kinds but the embeddings; ends early with the signal. */
  measureUse(
    openId: ProjectId | null,
    options: { onUpdate(use: StorageUse): void; readonly signal: AbortSignal },
  ): Promise<void>;
  /** Deletes history from before the last snapshot of each image; older steps can no longer be undone. */
  shortenHistory(projectId: ProjectId): Promise<void>;
  /** The copy from before the last upgrade is not needed any more: a project has opened. */
  confirmUpgrade(): Promise<void>;
}

/** Hands out what was found damaged; what comes before anybody listens waits. */
export class DamageReports {
  private readonly listeners = new Set<(found: readonly SetAside[]) => void>();
  private waiting: readonly SetAside[] = [];

  readonly tell = (found: readonly SetAside[]): void => {
    if (found.length === 0) return;
    if (this.listeners.size === 0) this.waiting = [...this.waiting, ...found];
    for (const listener of this.listeners) listener(found);
  };

  watch(listener: (found: readonly SetAside[]) => void): () => void {
    this.listeners.add(listener);
    if (this.waiting.length > 0) listener(this.waiting);
    this.waiting = [];
    return () => this.listeners.delete(listener);
  }
}

export function upkeepIn(database: IDBPDatabase<MaskwrightSchema>, reports: DamageReports): Upkeep {
  return {
    watchDamage: (listener) => reports.watch(listener),
    async quarantined() {
      const [numbers, records] = await Promise.all([
        database.getAllKeys('quarantine'),
        database.getAll('quarantine'),
      ]);
      return records.map((record, at) => ({ ...record, number: numbers[at] ?? 0 })).toReversed();
    },
    forgetQuarantined: (number) => database.delete('quarantine', number),
    quarantineFile: (entry) => new Blob([jsonOf(entry)], { type: 'application/json' }),
    async space() {
      try {
        const { usage, quota } = await navigator.storage.estimate();
        if (usage === undefined || !quota) return null;
        const isPersisted = await navigator.storage.persisted();
        return { usedBytes: usage, quotaBytes: quota, isPersisted };
      } catch {
        return null; // no secure context, or a private window
      }
    },
    askToPersist: async () => navigator.storage.persist().catch(() => false),
    measureUse: (openId, options) => measureUse(database, openId, options),
    shortenHistory: (projectId) => shortenHistory(database, projectId),
    confirmUpgrade: () => forgetUpgradeCopy(),
  };
}
