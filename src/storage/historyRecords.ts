import type { IDBPDatabase } from 'idb';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { MaskwrightSchema } from './schema.ts';
import type { SoundRecords } from './soundRecords.ts';

type Database = IDBPDatabase<MaskwrightSchema>;

/** Entries that are read at a time while the others of a change are looked for. */
const walkLength = 256;

/** A part of a history, read from its end. */
export interface HistoryPage {
  readonly entries: readonly JournalEntry[]; // ascending
  readonly fromSeq: number; // all from here up to where it was asked from is in it; 0: nothing older is kept
}

/** Which part of a history is wanted. */
export interface HistoryRange {
  readonly imageId: ImageId | ''; // '': the steps of the project
  readonly before: number; // `seq` that the entries come before; Infinity: the newest
  readonly count: number; // at most
}

/** The journal, read as a history: the newest first, and no more than is asked for. */
export interface HistoryRecords {
  historyPage(projectId: ProjectId, range: HistoryRange): Promise<HistoryPage>;
  /** What happened in the whole project after an entry, oldest first; `count` entries at most. */
  historySince(projectId: ProjectId, seq: number, count: number): Promise<readonly JournalEntry[]>;
  /** All entries of the change that were written together with the one of this `seq`; oldest first. */
  entriesAround(projectId: ProjectId, seq: number): Promise<readonly JournalEntry[]>;
}

export function historyRecordsIn(database: Database, records: SoundRecords): HistoryRecords {
  return {
    async historyPage(projectId, { imageId, before, count }) {
      const all = await database.getAllKeysFromIndex('journal', 'byImage', [projectId, imageId]);
      const older = all.filter((seq) => seq < before);
      const seqs = older.slice(-count);
      return {
        entries: await entriesAt(database, records, seqs),
        fromSeq: seqs.length === older.length ? 0 : (seqs[0] ?? 0),
      };
    },
    async historySince(projectId, seq, count) {
      const all = await database.getAllKeysFromIndex('journal', 'byProject', projectId);
      const seqs = all.filter((each) => each > seq).slice(0, count);
      return entriesAt(database, records, seqs);
    },
    async entriesAround(projectId, seq) {
      const [start] = await records.read('journal', () =>
        database.getAll('journal', IDBKeyRange.only(seq)),
      );
      if (!start || start.projectId !== projectId) return [];
      const [before, after] = await Promise.all([
        walk(database, records, { start, step: -1 }),
        walk(database, records, { start, step: 1 }),
      ]);
      return [...before.toReversed(), start, ...after];
    },
  };
}

async function entriesAt(
  database: Database,
  records: SoundRecords,
  seqs: readonly number[],
): Promise<readonly JournalEntry[]> {
  return records.read('journal', async () => {
    const { store } = database.transaction('journal');
    const found = await Promise.all(seqs.map((seq) => store.get(seq)));
    return found.flatMap((entry) => entry ?? []);
  });
}

interface Walk {
  readonly start: JournalEntry;
  readonly step: -1 | 1;
}

/** The entries of one transaction have numbers one after the other. */
async function walk(
  database: Database,
  records: SoundRecords,
  { start, step }: Walk,
): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = [];
  // most changes are of one entry or two
  for (let from = start.seq, length = 2; ; from += step * length, length = walkLength) {
    const range =
      step > 0
        ? IDBKeyRange.bound(from + 1, from + length)
        : IDBKeyRange.bound(from - length, from - 1);
    const entries = await records.read('journal', () => database.getAll('journal', range));
    for (const entry of step > 0 ? entries : entries.toReversed()) {
      const isOfIt = entry.changeId === start.changeId && entry.verb === start.verb;
      if (!isOfIt || entry.projectId !== start.projectId) return found;
      found.push(entry);
    }
    if (entries.length < length) return found;
  }
}
