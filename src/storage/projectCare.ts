import type { IDBPDatabase } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { ProjectOverview } from '#core/project/overview.ts';
import type { StorageUsage } from '#core/storageUsage.ts';
import { duplicateProject, type Duplicate } from './duplicateProject.ts';
import { readEditedAt, readLastSeq, readOverview } from './projectOverview.ts';
import { purgeProject } from './purgeProject.ts';
import type { MaskwrightSchema } from './schema.ts';

/** What is done to whole projects. */
export interface ProjectCare {
  overviewOf(projectId: ProjectId): Promise<ProjectOverview>;
  /** When it was written to last, ms since 1970, UTC; null: never since there is a journal. */
  editedAt(projectId: ProjectId): Promise<number | null>;
  /** `seq` of its newest journal entry; 0: there is none. */
  lastSeqOf(projectId: ProjectId): Promise<number>;
  /** Writes a copy of a project; see {@link duplicateProject}. */
  duplicateProject(duplicate: Duplicate): Promise<void>;
  /** Deletes a project for good, in small steps; one that was left half done is gone on with. */
  purgeProject(projectId: ProjectId): Promise<void>;
  /** null where the browser does not tell. */
  usage(): Promise<StorageUsage | null>;
}

export function projectCareIn(database: IDBPDatabase<MaskwrightSchema>): ProjectCare {
  return {
    overviewOf: (projectId) => readOverview(database, projectId),
    editedAt: (projectId) => readEditedAt(database, projectId),
    lastSeqOf: (projectId) => readLastSeq(database, projectId),
    duplicateProject: (duplicate) => duplicateProject(database, duplicate),
    purgeProject: (projectId) => purgeProject(database, projectId),
    async usage() {
      const { usage, quota } = await navigator.storage.estimate();
      return usage === undefined || !quota ? null : { usedBytes: usage, quotaBytes: quota };
    },
  };
}
