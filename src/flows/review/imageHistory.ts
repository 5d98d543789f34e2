import type { ImageId } from '#core/annotation/ids.ts';
import type { ChangeVerb, JournalEntry } from '#core/project/journal.ts';
import type { ImageStatus } from '#core/project/project.ts';
import type { Stamp } from '#core/project/stamp.ts';
import { openProjectId } from '../readImage.ts';
import type { Services } from '../services.ts';

/** One step in the history of an image. */
export interface HistoryEntry {
  readonly seq: number;
  readonly name: string; // a ChangeName; of an older or newer version perhaps
  readonly verb: ChangeVerb;
  readonly status: ImageStatus | null; // that the step set; null: it set none
  readonly stamp: Stamp;
}

/** The last steps on an image, newest first. @throws AppError storage/… */
export async function historyOf(
  services: Services,
  imageId: ImageId,
  maxCount: number,
): Promise<readonly HistoryEntry[]> {
  const { entries } = await services.storage.historyPage(openProjectId(services), {
    imageId,
    before: Infinity,
    count: maxCount,
  });
  return entries.toReversed().map(entryOf);
}

function entryOf({ seq, name, verb, edits, by, at }: JournalEntry): HistoryEntry {
  return { seq, name, verb, status: statusSetBy(edits), stamp: { by, at } };
}

function statusSetBy(edits: JournalEntry['edits']): ImageStatus | null {
  for (const edit of edits) {
    if (edit.kind !== 'image' || !edit.before || !edit.after) continue;
    if (edit.before.status !== edit.after.status) return edit.after.status;
  }
  return null;
}
