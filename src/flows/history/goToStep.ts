import type { Change } from '#core/project/change.ts';
import {
  placeOf,
  traceOf,
  wayTo,
  withTraces,
  type Step,
  type Trace,
  type Turn,
} from '#core/project/history.ts';
import { stepOf, type HistoryKey } from '#store/historyStore.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { refuseToEdit } from '../projects/role.ts';
import { openProjectId } from '../readImage.ts';
import { reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import { followTurn } from './followTurn.ts';
import { takeTurn } from './takeTurn.ts';

/** Entries that are read at a time on the way back. */
const pageLength = 512;

/**
 * Goes to the point right after a step of a history, or with null to before the first one: what came
 * later is taken back, what was taken back up to there is done again. It can be called off on the way,
 * and stops at a step that others stand in the way of.
 */
export async function goToStep(
  services: Services,
  key: HistoryKey,
  target: Step | null,
): Promise<void> {
  const steps = services.stores.history.getState().histories.get(key)?.steps ?? [];
  const lost = services.stores.history.getState().lostIds;
  const own = steps.filter(({ home, changeId }) => home === key && !lost.has(changeId));
  await goThrough(services, wayTo(own, target));
}

/** Takes back a step with all that was done since and may count on it. */
export async function goBackBefore(services: Services, step: Step): Promise<void> {
  try {
    const since = await stepsSince(services, step);
    const way = wayTo(since, null).filter(({ verb }) => verb === 'undid');
    await goThrough(services, way);
  } catch (error) {
    reportError(services, error);
  }
}

/** Of an image: its own steps and those of the project that touched it; of the project: all. */
async function stepsSince(services: Services, step: Step): Promise<readonly Step[]> {
  const { storage, stores } = services;
  const projectId = openProjectId(services);
  const traces: Trace[] = [];
  const touching = new Set<string>();
  for (let seq = placeOf(step) - 1; ;) {
    const entries = await storage.historySince(projectId, seq, pageLength);
    for (const entry of entries) {
      const trace = traceOf(entry);
      if (entry.imageId === step.home) touching.add(trace.changeId);
      if (entry.imageId === trace.home) traces.push(trace);
    }
    const last = entries.at(-1);
    if (!last || entries.length < pageLength) break;
    seq = last.seq;
  }
  const since = withTraces([], traces);
  const { lostIds } = stores.history.getState();
  return since.filter(
    ({ changeId, home }) =>
      !lostIds.has(changeId) && (step.home === '' || home === step.home || touching.has(changeId)),
  );
}

async function goThrough(services: Services, way: readonly Turn[]): Promise<void> {
  if (way.length === 0 || refuseToEdit(services)) return;
  const { stores, newId } = services;
  const controller = new AbortController();
  const id = newId();
  const cancel = () => controller.abort();
  const totalCount = way.length;
  startJob(stores.jobs, { id, name: 'goThroughHistory', doneCount: 0, totalCount, cancel });
  const done: { readonly turn: Turn; readonly change: Change }[] = [];
  try {
    for (const turn of way) {
      const change = await services.edits.run(async () =>
        controller.signal.aborted ? null : takeTurn(services, current(services, turn)),
      );
      if (!change) break;
      done.push({ turn, change });
      advanceJob(stores.jobs, id, done.length);
    }
  } finally {
    endJob(stores.jobs, id);
  }
  await tell(services, done);
}

/** The step as it is known now: an import may have grown since the way was found. */
function current({ stores }: Services, turn: Turn): Turn {
  const { step, verb } = turn;
  return { step: stepOf(stores.history, step.home, step.changeId) ?? step, verb };
}

/** One turn is told as by its key; more are told together. */
async function tell(
  services: Services,
  done: readonly { readonly turn: Turn; readonly change: Change }[],
): Promise<void> {
  const last = done.at(-1);
  if (!last) return;
  if (done.length === 1) {
    await followTurn(services, last.change, last.turn.verb);
    return;
  }
  const undoneCount = done.filter(({ turn }) => turn.verb === 'undid').length;
  const counts = { undoneCount, redoneCount: done.length - undoneCount };
  say(services, 'info', { about: 'wentThrough', ...counts });
  const edits = done.flatMap(({ change }) => change.edits);
  await followTurn(services, { name: last.change.name, edits }, null);
}
