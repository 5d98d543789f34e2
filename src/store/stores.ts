import { createAnnotationStore } from './annotationStore.ts';
import { createAnnounceStore } from './announceStore.ts';
import { createBackupStore } from './backupStore.ts';
import { createDocumentStore } from './documentStore.ts';
import { createEngineStore } from './engineStore.ts';
import { createGalleryStore } from './galleryStore.ts';
import { createExportStore } from './exportStore.ts';
import { createFolderStore } from './folderStore.ts';
import { createHistoryStore } from './historyStore.ts';
import { createHoverStore } from './hoverStore.ts';
import { createImportStore } from './importStore.ts';
import { createJobsStore } from './jobsStore.ts';
import { createMergeStore } from './mergeStore.ts';
import { createModelsStore } from './modelsStore.ts';
import { createObjectsStore } from './objectsStore.ts';
import { createProjectsStore } from './projectsStore.ts';
import { createRoleStore } from './roleStore.ts';
import { createSessionStore } from './sessionStore.ts';
import { createSettingsStore } from './settingsStore.ts';
import { createToolOptionsStore } from './toolOptionsStore.ts';
import { createViewStore } from './viewStore.ts';
import { createShownImages } from './shownImages.ts';

/** Every slice of state; each has one file of actions and no other writer. */
export type Stores = ReturnType<typeof createStores>;

export function createStores() {
  const document = createDocumentStore();
  const gallery = createGalleryStore();
  return {
    announce: createAnnounceStore(),
    annotations: createAnnotationStore(),
    backup: createBackupStore(),
    document,
    gallery,
    shown: createShownImages(document, gallery), // follows from the two before
    session: createSessionStore(),
    engine: createEngineStore(),
    exports: createExportStore(),
    history: createHistoryStore(),
    hover: createHoverStore(),
    jobs: createJobsStore(),
    merge: createMergeStore(),
    imports: createImportStore(),
    folder: createFolderStore(),
    models: createModelsStore(),
    objects: createObjectsStore(),
    projects: createProjectsStore(),
    role: createRoleStore(),
    settings: createSettingsStore(),
    toolOptions: createToolOptionsStore(),
    view: createViewStore(),
  };
}
