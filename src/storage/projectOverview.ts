import type { IDBPDatabase } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import { overviewOf, type ProjectOverview } from '#core/project/overview.ts';
import type { MaskwrightSchema } from './schema.ts';

type Database = IDBPDatabase<MaskwrightSchema>;

/** What the start page says of a project, from the rows of its images alone. */
export async function readOverview(
  database: Database,
  projectId: ProjectId,
): Promise<ProjectOverview> {
  return overviewOf(await database.getAllFromIndex('images', 'byProject', projectId));
}

/** When a project was written to last, ms since 1970, UTC; null: never since there is a journal. */
export async function readEditedAt(
  database: Database,
  projectId: ProjectId,
): Promise<number | null> {
  const index = database.transaction('journal').store.index('byProject');
  const last = await index.openCursor(projectId, 'prev');
  return last?.value.at ?? null;
}

/** `seq` of the newest journal entry of a project; 0: there is none. */
export async function readLastSeq(database: Database, projectId: ProjectId): Promise<number> {
  const index = database.transaction('journal').store.index('byProject');
  const last = await index.openKeyCursor(projectId, 'prev');
  return last?.primaryKey ?? 0;
}
