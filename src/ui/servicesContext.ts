import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ImageSummary } from '#core/project/project.ts';
import type { Services } from '#flows/services.ts';
import type { AnnotationState } from '#store/annotationStore.ts';
import type { BackupStoreState } from '#store/backupStore.ts';
import type { DocumentState } from '#store/documentStore.ts';
import type { EngineState } from '#store/engineStore.ts';
import type { ExportState } from '#store/exportStore.ts';
import type { GalleryState } from '#store/galleryStore.ts';
import type { FolderState } from '#store/folderStore.ts';
import type { HistoryState } from '#store/historyStore.ts';
import type { HoverState } from '#store/hoverStore.ts';
import type { ImportState } from '#store/importStore.ts';
import type { JobsState } from '#store/jobsStore.ts';
import type { MergeState } from '#store/mergeStore.ts';
import type { ModelsState } from '#store/modelsStore.ts';
import type { ObjectsState } from '#store/objectsStore.ts';
import type { ProjectsState } from '#store/projectsStore.ts';
import type { Role } from '#store/roleStore.ts';
import type { SessionState } from '#store/sessionStore.ts';
import type { ViewState } from '#store/viewStore.ts';
import type { SettingsState } from '#store/settingsStore.ts';
import type { ToolOptions } from '#store/toolOptionsStore.ts';

const ServicesContext = createContext<Services | null>(null);

/** Hands the services to everything below. */
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('Invariant broken: the interface stands inside ServicesProvider');
  return services;
}

export function useAnnotationImport<Value>(select: (state: AnnotationState) => Value): Value {
  return useStore(useServices().stores.annotations, select);
}

export function useBackup<Value>(select: (state: BackupStoreState) => Value): Value {
  return useStore(useServices().stores.backup, select);
}

export function useDocument<Value>(select: (state: DocumentState) => Value): Value {
  return useStore(useServices().stores.document, select);
}

export function useSession<Value>(select: (state: SessionState) => Value): Value {
  return useStore(useServices().stores.session, select);
}

export function useEngine<Value>(select: (state: EngineState) => Value): Value {
  return useStore(useServices().stores.engine, select);
}

export function useExports<Value>(select: (state: ExportState) => Value): Value {
  return useStore(useServices().stores.exports, select);
}

export function useHistory<Value>(select: (state: HistoryState) => Value): Value {
  return useStore(useServices().stores.history, select);
}

export function useHover<Value>(select: (state: HoverState) => Value): Value {
  return useStore(useServices().stores.hover, select);
}

export function useJobs<Value>(select: (state: JobsState) => Value): Value {
  return useStore(useServices().stores.jobs, select);
}

export function useMerge<Value>(select: (state: MergeState) => Value): Value {
  return useStore(useServices().stores.merge, select);
}

export function useModels<Value>(select: (state: ModelsState) => Value): Value {
  return useStore(useServices().stores.models, select);
}

export function useObjects<Value>(select: (state: ObjectsState) => Value): Value {
  return useStore(useServices().stores.objects, select);
}

export function useProjects<Value>(select: (state: ProjectsState) => Value): Value {
  return useStore(useServices().stores.projects, select);
}

export function useRole(): Role {
  return useStore(useServices().stores.role, (state) => state.role);
}

export function useSettings<Value>(select: (state: SettingsState) => Value): Value {
  return useStore(useServices().stores.settings, select);
}

export function useView<Value>(select: (state: ViewState) => Value): Value {
  return useStore(useServices().stores.view, select);
}

export function useGallery<Value>(select: (state: GalleryState) => Value): Value {
  return useStore(useServices().stores.gallery, select);
}

/** The images that the gallery's query wants, in its order. */
export function useShownImages(): readonly ImageSummary[] {
  const { shown } = useServices().stores;
  useDocument(() => shown.list());
  return useGallery(() => shown.list());
}

export function useImports<Value>(select: (state: ImportState) => Value): Value {
  return useStore(useServices().stores.imports, select);
}

export function useFolder<Value>(select: (state: FolderState) => Value): Value {
  return useStore(useServices().stores.folder, select);
}

export function useToolOptions<Value>(select: (state: ToolOptions) => Value): Value {
  return useStore(useServices().stores.toolOptions, select);
}
