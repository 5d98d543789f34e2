import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError, type Failure } from '#core/failure.ts';
import { addImages } from '#core/project/edits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { recordChange } from '#store/documentStore.ts';
import { isStanding } from '#store/historyStore.ts';
import { writeChange } from '../commitEdit.ts';
import type { Services } from '../services.ts';

/** Whether more can be written. */
type WriterState =
  | { readonly kind: 'writing' }
  | { readonly kind: 'left' } // another project was opened
  | { readonly kind: 'undone' } // the person took the import back
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Writes the batches of an import, all as one step of undo, whatever is done between them. */
export class ImportWriter {
  addedCount = 0;
  state: WriterState = { kind: 'writing' };
  private readonly services: Services;
  private readonly projectId: ProjectId;
  private readonly runId: string;
  private changeId: string | null = null; // of the step that all batches are

  constructor(
    services: Services,
    { projectId, runId }: { readonly projectId: ProjectId; readonly runId: string },
  ) {
    this.services = services;
    this.projectId = projectId;
    this.runId = runId;
  }

  /** All of the batch or nothing of it; what stands against it is in `state`. */
  async write(
    batch: readonly { readonly image: ImageSummary; readonly files: ImageFiles }[],
    doneCount: number,
  ): Promise<void> {
    const { stores, storage, edits } = this.services;
    await edits.run(async () => {
      const { document } = stores.document.getState();
      if (this.state.kind !== 'writing') return;
      if (document?.project.id !== this.projectId) {
        this.state = { kind: 'left' };
      } else if (this.changeId !== null && !isStanding(stores.history, '', this.changeId)) {
        this.state = { kind: 'undone' };
      } else {
        const more = addImages(batch.map(({ image }) => image));
        const files = new Map(batch.map((each) => [each.image.blobKey, each.files]));
        try {
          const step = this.changeId === null ? {} : { changeId: this.changeId };
          this.changeId = await writeChange(this.services, document, more, { files, ...step });
          recordChange(stores.document, more);
          this.addedCount += batch.length;
          await storage.advanceImportRun(this.runId, doneCount);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          this.state = { kind: 'failed', failure: error.failure };
        }
      }
    });
  }
}
