import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError, type Failure } from '#core/failure.ts';
import type { Change, ChangeName, RecordEdit } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { recordChange } from '#store/documentStore.ts';
import { isStanding } from '#store/historyStore.ts';
import { writeChange } from '../commitEdit.ts';
import type { Services } from '../services.ts';
import type { ImportPlan } from './importPlan.ts';

/** Whether more can be written. */
type WriterState =
  | { readonly kind: 'writing' }
  | { readonly kind: 'left' } // another project was opened
  | { readonly kind: 'undone' } // the person took the import back
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An image that comes in, or one that gets its picture back. */
export interface BatchItem {
  /** Makes of an image that is there what it is with its picture; null: the image is new. */
  readonly revise: ((image: ImageSummary) => ImageSummary) | null;
  readonly image: ImageSummary;
  readonly files: ImageFiles;
}

interface ImportTarget {
  readonly projectId: ProjectId;
  readonly runId: string;
}

/** Writes the batches of an import, all as one step of undo, whatever is done between them. */
export class ImportWriter {
  addedCount = 0;
  attachedCount = 0;
  state: WriterState = { kind: 'writing' };
  private readonly services: Services;
  private readonly projectId: ProjectId;
  private readonly runId: string;
  private readonly step: ImportPlan['step'];
  private changeId: string | null = null; // of the step that all batches are

  constructor(
    services: Services,
    { projectId, runId, step }: ImportTarget & Pick<ImportPlan, 'step'>,
  ) {
    this.step = step;
    this.services = services;
    this.projectId = projectId;
    this.runId = runId;
  }

  /** All of the batch or nothing of it; what stands against it is in `state`. */
  async write(batch: readonly BatchItem[], doneCount: number): Promise<void> {
    const { stores, storage, edits } = this.services;
    await edits.run(async () => {
      const { document } = stores.document.getState();
      if (this.state.kind !== 'writing') return;
      if (document?.project.id !== this.projectId) {
        this.state = { kind: 'left' };
      } else if (this.changeId !== null && !isStanding(stores.history, '', this.changeId)) {
        this.state = { kind: 'undone' };
      } else {
        const more = changeOf(document, batch, this.step?.name);
        const files = new Map(batch.map((each) => [each.image.blobKey, each.files]));
        try {
          const step = this.changeId === null ? {} : { changeId: this.changeId };
          this.changeId = await writeChange(this.services, document, more, {
            files,
            // a step of the project, also when it gives but one picture back
            reach: this.step ? 'all' : 'images',
            ...step,
          });
          this.step?.onBegun(this.changeId);
          recordChange(stores.document, more);
          const addedCount = batch.filter(({ revise }) => revise === null).length;
          this.addedCount += addedCount;
          this.attachedCount += batch.length - addedCount;
          await storage.advanceImportRun(this.runId, doneCount);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          this.state = { kind: 'failed', failure: error.failure };
        }
      }
    });
  }
}

function changeOf(
  document: ProjectDocument,
  batch: readonly BatchItem[],
  name?: ChangeName,
): Change {
  const edits = batch.flatMap(({ image, revise }): RecordEdit[] => {
    if (!revise) return [{ kind: 'image', before: null, after: image }];
    const before = document.images.get(image.id);
    return before ? [{ kind: 'image', before, after: revise(before) }] : [];
  });
  const isAdding = batch.some(({ revise }) => revise === null);
  return { name: name ?? (isAdding ? 'addImages' : 'attachPictures'), edits };
}
