import { rootDepthOf } from '#core/project/folderLabels.ts';
import type { ImportSource } from '#files/arrival.ts';
import type { ImportRun } from '#storage/schema.ts';
import { importLinked, linkedSource } from '../linkedFolder/linkFolder.ts';
import { isFollowing, refuseToEdit } from '../projects/role.ts';
import { whenProjectOpens } from '../projects/whenProjectOpens.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { detailsOf, type RunDetails } from './importRun.ts';
import { lookForImages } from './lookForImages.ts';
import { runImport } from './runImport.ts';

/** Offers, whenever a project is opened, to go on with the imports that a crash or a reload stopped. */
export function followImports(services: Services): () => void {
  return whenProjectOpens(services, () => offerStopped(services));
}

async function offerStopped(services: Services): Promise<void> {
  const { stores, storage } = services;
  const projectId = stores.document.getState().document?.project.id;
  if (!projectId || isFollowing(services)) return;
  for (const { id, title, doneCount, totalCount } of await storage.importRuns(projectId)) {
    if (stores.imports.getState().running.has(id)) continue;
    say(services, 'info', { about: 'importStopped', runId: id, title, doneCount, totalCount });
  }
}

/**
 * Goes on with a stopped import; to be called on a click. Where the browser could not keep the place of
 * the files, or may not use it any more, it asks to choose them again. What came in is passed over.
 */
export async function resumeImport(services: Services, runId: string): Promise<void> {
  if (refuseToEdit(services)) return;
  const { stores, storage } = services;
  const projectId = stores.document.getState().document?.project.id;
  const runs = projectId ? await storage.importRuns(projectId) : [];
  const run = runs.find(({ id }) => id === runId);
  const details = run && detailsOf(run);
  if (!run || !details) return;
  const { handle } = stores.folder.getState();
  if (details.isLinked && handle) {
    const found = await lookForImages(services, [linkedSource(services, handle)]);
    const { options } = details;
    if (found)
      await importLinked(services, { folder: handle, found, options, resumedRunId: runId });
    return;
  }
  const sources = await sourcesOf(services, run, details);
  if (sources) await goOn(services, { run, details, sources });
}

/** Leaves a stopped import as it is. */
export async function forgetImport({ storage }: Services, runId: string): Promise<void> {
  await storage.deleteImportRun(runId);
}

async function goOn(
  services: Services,
  stopped: {
    readonly run: ImportRun;
    readonly details: RunDetails;
    readonly sources: readonly ImportSource[];
  },
): Promise<void> {
  const { run, details, sources } = stopped;
  const found = await lookForImages(services, sources);
  if (!found) return;
  await runImport(services, {
    title: run.title,
    kind: details.kind,
    handles: run.handles,
    arrivals: found.arrivals,
    leftOut: found.leftOut,
    rootDepth: rootDepthOf(found.arrivals.map(({ path }) => path)),
    options: details.options,
    isLinked: false,
    credits: null,
    resumedRunId: run.id,
  });
}

/** @returns null when the person did not choose */
async function sourcesOf(
  { files }: Services,
  { handles }: ImportRun,
  { kind }: RunDetails,
): Promise<readonly ImportSource[] | null> {
  const kept = handles && (await files.sourcesOfHandles(handles));
  if (kept) return kept;
  const chosen = await (kind === 'folder' ? files.pickFolder() : files.pickFiles());
  return chosen && [chosen];
}
