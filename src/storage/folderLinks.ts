import type { IDBPDatabase } from 'idb';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { FolderLink, MaskwrightSchema } from './schema.ts';

/** What the journal of a project tells since some entry. */
export interface JournalNews {
  readonly imageIds: ReadonlySet<ImageId>; // whose rows or objects changed
  readonly isProjectTouched: boolean; // the project itself or its categories changed
  readonly seq: number; // of the newest entry
}

/** The folders that projects sit on. */
export interface FolderLinks {
  folderLink(projectId: ProjectId): Promise<FolderLink | null>;
  saveFolderLink(link: FolderLink): Promise<void>;
  deleteFolderLink(projectId: ProjectId): Promise<void>;
  /** @param seq the last entry that is known already; 0: none */
  journalNews(projectId: ProjectId, seq: number): Promise<JournalNews>;
}

export function folderLinksIn(database: IDBPDatabase<MaskwrightSchema>): FolderLinks {
  return {
    folderLink: async (projectId) => (await database.get('folderLinks', projectId)) ?? null,
    async saveFolderLink(link) {
      await database.put('folderLinks', link);
    },
    deleteFolderLink: (projectId) => database.delete('folderLinks', projectId),
    journalNews: (projectId, seq) => journalNews(database, projectId, seq),
  };
}

async function journalNews(
  database: IDBPDatabase<MaskwrightSchema>,
  projectId: ProjectId,
  since: number,
): Promise<JournalNews> {
  const imageIds = new Set<ImageId>();
  let isProjectTouched = false;
  let seq = since;
  let cursor = await database
    .transaction('journal')
    .store.openCursor(IDBKeyRange.lowerBound(since, true));
  while (cursor) {
    const { projectId: owner, imageId } = cursor.value;
    seq = cursor.key;
    if (owner === projectId && imageId === '') isProjectTouched = true;
    else if (owner === projectId && imageId !== '') imageIds.add(imageId);
    cursor = await cursor.continue();
  }
  return { imageIds, isProjectTouched, seq };
}
