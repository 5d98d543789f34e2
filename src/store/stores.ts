import { createBackupStore } from './backupStore.ts';
import { createDocumentStore } from './documentStore.ts';
import { createEngineStore } from './engineStore.ts';
import { createHoverStore } from './hoverStore.ts';
import { createJobsStore } from './jobsStore.ts';
import { createMergeStore } from './mergeStore.ts';
import { createModelsStore } from './modelsStore.ts';
import { createSessionStore } from './sessionStore.ts';
import { createSettingsStore } from './settingsStore.ts';

/** Every slice of state; each has one file of actions and no other writer. */
export type Stores = ReturnType<typeof createStores>;

export function createStores() {
  return {
    backup: createBackupStore(),
    document: createDocumentStore(),
    session: createSessionStore(),
    engine: createEngineStore(),
    hover: createHoverStore(),
    jobs: createJobsStore(),
    merge: createMergeStore(),
    models: createModelsStore(),
    settings: createSettingsStore(),
  };
}
