import type { IDBPTransaction, StoreNames } from 'idb';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { isWholeHistory } from '#core/project/replay.ts';
import { faultOf } from './recordSchemas.ts';
import type { MaskwrightSchema, OwnKey } from './schema.ts';

/** So many entries make a snapshot worth its bytes; an image of many objects waits for as many. */
const entriesBetween = 32;
const bytesBetween = 2 ** 20;
/** A change of more images takes no snapshots: it must not read ten thousand of them. */
const maxImageCount = 4;

/** What an image has collected since its last snapshot. */
interface Tally {
  readonly entryCount: number;
  readonly sizeBytes: number; // of the masks in them, as far as this tab wrote them
  readonly dueCount: number;
  /** Whether history so far rests on a snapshot or tells all from the beginning. */
  readonly isFounded: boolean;
}

/** An image that a change wrote an entry for. */
export interface Touched {
  readonly imageId: ImageId;
  readonly sizeBytes: number; // of the masks in the entry
  readonly isGone: boolean; // the change takes it out of the project
}

type Transaction = IDBPTransaction<
  MaskwrightSchema,
  ArrayLike<StoreNames<MaskwrightSchema>>,
  'readwrite'
>;

/** Decides when an image gets a snapshot; counts in memory, so that most commits read nothing. */
export class SnapshotPace {
  private readonly tallies = new Map<string, Tally>();

  /**
   * Writes the snapshots that are due, inside the transaction that wrote the entries.
   *
   * @returns to be called when the transaction is done: only then has anything been collected
   */
  async write(
    transaction: Transaction,
    projectId: ProjectId,
    touched: readonly Touched[],
  ): Promise<() => void> {
    const next = new Map<string, Tally>();
    const mayWrite = touched.length <= maxImageCount;
    for (const each of touched) {
      const key: OwnKey = [projectId, each.imageId];
      const known = this.tallies.get(key.join('/'));
      if (!known && !mayWrite) continue;
      const tally = known ? withEntry(known, each) : await tallyOf(transaction, key);
      const isDue = mayWrite && !each.isGone && isSnapshotDue(tally);
      next.set(key.join('/'), isDue ? await takeSnapshot(transaction, key) : tally);
    }
    return () => {
      for (const [key, tally] of next) this.tallies.set(key, tally);
    };
  }
}

function withEntry(tally: Tally, { sizeBytes }: Touched): Tally {
  return {
    ...tally,
    entryCount: tally.entryCount + 1,
    sizeBytes: tally.sizeBytes + sizeBytes,
  };
}

function isSnapshotDue({ entryCount, sizeBytes, dueCount, isFounded }: Tally): boolean {
  return (
    !isFounded || entryCount >= dueCount || sizeBytes >= bytesBetween * (dueCount / entriesBetween)
  );
}

/** Of an image that this tab writes to for the first time; the entry just added is counted. */
async function tallyOf(transaction: Transaction, key: OwnKey): Promise<Tally> {
  const entries = transaction.objectStore('journal').index('byImage');
  const [stored, seqs, first] = await Promise.all([
    transaction.objectStore('snapshots').get(key),
    entries.getAllKeys(key),
    entries.get(key),
  ]);
  // a damaged one is as good as none
  const snapshot = stored && faultOf('snapshots', stored) === null ? stored : undefined;
  return {
    entryCount: seqs.filter((seq) => seq > (snapshot?.seq ?? 0)).length,
    sizeBytes: 0,
    dueCount: dueCountOf(snapshot?.annotations.length ?? 0),
    isFounded: snapshot !== undefined || (first !== undefined && isWholeHistory([first])),
  };
}

async function takeSnapshot(transaction: Transaction, key: OwnKey): Promise<Tally> {
  const [image, annotations, seqs] = await Promise.all([
    transaction.objectStore('images').get(key),
    transaction.objectStore('annotations').index('byImage').getAll(key),
    transaction.objectStore('journal').index('byImage').getAllKeys(key),
  ]);
  const seq = seqs.at(-1);
  if (image && seq !== undefined) {
    const { projectId, id: imageId } = image;
    await transaction.objectStore('snapshots').put({ projectId, imageId, seq, image, annotations });
  }
  const dueCount = dueCountOf(annotations.length);
  return { entryCount: 0, sizeBytes: 0, dueCount, isFounded: true };
}

function dueCountOf(annotationCount: number): number {
  return Math.max(entriesBetween, annotationCount);
}
