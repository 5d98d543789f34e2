import { createDocumentStore } from './documentStore.ts';
import { createEngineStore } from './engineStore.ts';
import { createFolderStore } from './folderStore.ts';
import { createHoverStore } from './hoverStore.ts';
import { createImportStore } from './importStore.ts';
import { createJobsStore } from './jobsStore.ts';
import { createModelsStore } from './modelsStore.ts';
import { createSessionStore } from './sessionStore.ts';
import { createSettingsStore } from './settingsStore.ts';

/** Every slice of state; each has one file of actions and no other writer. */
export type Stores = ReturnType<typeof createStores>;

export function createStores() {
  return {
    document: createDocumentStore(),
    session: createSessionStore(),
    engine: createEngineStore(),
    hover: createHoverStore(),
    jobs: createJobsStore(),
    imports: createImportStore(),
    folder: createFolderStore(),
    models: createModelsStore(),
    settings: createSettingsStore(),
  };
}
