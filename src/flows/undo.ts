import type { Change } from '#core/project/change.ts';
import type { Turn } from '#core/project/history.ts';
import { nextRedo, nextUndo, lookedAt, type NextStep } from '#store/nextStep.ts';
import type { HistoryKey, HistoryStore } from '#store/historyStore.ts';
import { followTurn } from './history/followTurn.ts';
import { readOlder } from './history/readHistory.ts';
import { takeTurn } from './history/takeTurn.ts';
import { undoPrompt } from './prompts.ts';
import { refuseToEdit } from './projects/role.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';

/**
 * Takes back the last click of the object in the making, else the newest step that is about what the
 * user looks at: on the workbench the open image, in the gallery the project.
 */
export async function undo(services: Services): Promise<void> {
  if (await undoPrompt(services)) return;
  await turn(services, 'undid', () => nextUndo(services.stores));
}

/** Does again what was taken back last of what the user looks at. */
export async function redo(services: Services): Promise<void> {
  await turn(services, 'redid', () => nextRedo(services.stores));
}

/**
 * Takes back the change that a notice was about, whatever was done since; one that is taken back
 * already stays so.
 */
export async function undoChange(services: Services, change: Change): Promise<void> {
  const { history } = services.stores;
  const changeId = history.idsOfChanges.get(change);
  if (changeId === undefined) return;
  await turn(services, 'undid', () => ({
    step: standing(history, changeId),
    isUncertain: false,
  }));
}

function standing(history: HistoryStore, changeId: string): Turn['step'] | null {
  for (const [key, { steps }] of history.getState().histories) {
    const step = steps.find((each) => each.changeId === changeId && each.home === key);
    if (step) return step.undoneSeq === null ? step : null;
  }
  return null;
}

async function turn(services: Services, verb: Turn['verb'], find: () => NextStep): Promise<void> {
  if (refuseToEdit(services)) return;
  const change = await services.edits.run(async () => {
    try {
      await readUntilCertain(services, find);
    } catch (error) {
      reportError(services, error);
      return null;
    }
    const { step } = find();
    return step && takeTurn(services, { step, verb });
  });
  if (change) await followTurn(services, change, verb);
}

/** Reads further back while an older entry might be the answer. */
async function readUntilCertain(services: Services, find: () => NextStep): Promise<void> {
  const imageId = lookedAt(services.stores);
  const keys: readonly HistoryKey[] = imageId === null ? [''] : ['', imageId];
  while (find().isUncertain) {
    const more = await Promise.all(keys.map((key) => readOlder(services, key)));
    if (!more.includes(true)) return;
  }
}
