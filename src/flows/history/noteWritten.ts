import type { ProjectId } from '#core/annotation/ids.ts';
import { traceOf } from '#core/project/history.ts';
import { entriesOf, type WrittenStep } from '#core/project/journal.ts';
import { noteTraces, type HistoryStore } from '#store/historyStore.ts';

/** A change on disk, and the `seq` of its last entry. */
export interface NotedStep {
  readonly projectId: ProjectId;
  readonly step: WrittenStep;
  readonly seq: number;
}

/** Tells the histories in memory what was just written, without reading it back. */
export function noteWritten(history: HistoryStore, { projectId, step, seq }: NotedStep): void {
  const entries = entriesOf(projectId, step);
  noteTraces(
    history,
    entries.map((entry, at) => ({
      key: entry.imageId,
      trace: traceOf({ ...entry, seq: seq - entries.length + 1 + at }),
    })),
  );
}
