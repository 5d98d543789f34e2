import * as v from 'valibot';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { ImportRun } from '#storage/schema.ts';
import type { ImportEnd } from '#store/jobsStore.ts';
import type { Services } from '../services.ts';
import type { ImportPlan } from './importPlan.ts';

/** Fewer files are in before anybody could want to know that some are missing. */
const leastFiles = 10;

const detailsSchema = v.object({
  kind: v.picklist(['files', 'folder']),
  isLinked: v.boolean(),
  options: v.object({
    tagFolders: v.boolean(),
    splitFolders: v.boolean(),
    skipDuplicates: v.boolean(),
  }),
});

/** How a run that stopped was to go on. */
export type RunDetails = v.InferOutput<typeof detailsSchema>;

/** What a run was about; null when another version of the studio wrote it in a way of its own. */
export function detailsOf({ options }: Pick<ImportRun, 'options'>): RunDetails | null {
  const result = v.safeParse(detailsSchema, options);
  return result.success ? result.output : null;
}

/** Notes on disk that an import has begun, so that it can go on after a crash. */
export async function startRun(
  { storage, now }: Services,
  plan: ImportPlan,
  { runId, projectId }: { readonly runId: string; readonly projectId: ProjectId },
): Promise<void> {
  if (!canGoOn(plan)) return;
  const { title, kind, isLinked, options, handles } = plan;
  const details: RunDetails = { kind, isLinked, options };
  await storage.saveImportRun({
    id: runId,
    projectId,
    startedAt: now(),
    title,
    totalCount: plan.arrivals.length,
    doneCount: 0,
    handles,
    options: details,
  });
}

/** Forgets a run that has ended; one that was stopped from outside can go on later. */
export async function endRun(
  { storage }: Services,
  plan: ImportPlan,
  end: {
    readonly runId: string;
    readonly outcome: ImportEnd['outcome'];
    readonly isLeft: boolean;
  },
): Promise<void> {
  if (!canGoOn(plan) || end.isLeft || end.outcome === 'failed') return;
  await storage.deleteImportRun(end.runId);
}

function canGoOn({ arrivals, credits }: ImportPlan): boolean {
  return credits === null && arrivals.length >= leastFiles;
}
