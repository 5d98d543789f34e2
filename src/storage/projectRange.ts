import type { ProjectId } from '#core/annotation/ids.ts';

/** How many records one transaction of a long piece of work touches: a small part of a second. */
export const chunkSize = 2000;

/** All keys `[projectId, …]`, optionally only those after one of them. */
export function rangeOf(projectId: ProjectId, after: IDBValidKey = [projectId]): IDBKeyRange {
  // an array sorts after every string
  return IDBKeyRange.bound(after, [projectId, []], true, true);
}
