import type { ProjectId } from '#core/annotation/ids.ts';

/** All keys `[projectId, id]` of a project; from one on, without it, when `after` is given. */
export function projectRange(projectId: string | ProjectId, after?: string): IDBKeyRange {
  // a list is greater than any text
  const end = [projectId, []];
  return after === undefined
    ? IDBKeyRange.bound([projectId], end)
    : IDBKeyRange.bound([projectId, after], end, true);
}
