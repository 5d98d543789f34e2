import type { IDBPDatabase } from 'idb';
import type { CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { FolderLink, MaskwrightSchema } from './schema.ts';

/** What the journal of a project tells since some entry. */
export interface JournalNews {
  readonly imageIds: ReadonlySet<ImageId>; // whose rows or objects changed
  readonly categoryIds: ReadonlySet<CategoryId>; // that were there already and changed
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
  const categoryIds = new Set<CategoryId>();
  let isProjectTouched = false;
  let seq = since;
  let cursor = await database
    .transaction('journal')
    .store.openCursor(IDBKeyRange.lowerBound(since, true));
  while (cursor) {
    seq = cursor.key;
    const { projectId: owner, imageId, edits } = cursor.value;
    if (owner === projectId && imageId !== '') imageIds.add(imageId);
    // without edits it only says that images were changed together
    if (owner === projectId && imageId === '' && edits.length > 0) {
      isProjectTouched = true;
      for (const id of formerCategories(edits)) categoryIds.add(id);
    }
    cursor = await cursor.continue();
  }
  return { imageIds, categoryIds, isProjectTouched, seq };
}

function formerCategories(edits: readonly RecordEdit[]): readonly CategoryId[] {
  return edits.flatMap((edit) => (edit.kind === 'category' && edit.before ? edit.before.id : []));
}
