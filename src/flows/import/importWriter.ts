import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError, type Failure } from '#core/failure.ts';
import type { Change } from '#core/project/change.ts';
import { addImages } from '#core/project/edits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { ImageFiles } from '#storage/schema.ts';
import { extendChange, recordChange } from '#store/documentStore.ts';
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
  private change: Change | null = null;

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
      const { document, done } = stores.document.getState();
      if (this.state.kind !== 'writing') return;
      if (document?.project.id !== this.projectId) {
        this.state = { kind: 'left' };
      } else if (this.change && !done.includes(this.change)) {
        this.state = { kind: 'undone' };
      } else {
        const more = addImages(batch.map(({ image }) => image));
        const files = new Map(batch.map((each) => [each.image.blobKey, each.files]));
        try {
          await writeChange(this.services, document, more, { files });
          this.record(more);
          this.addedCount += batch.length;
          await storage.advanceImportRun(this.runId, doneCount);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          this.state = { kind: 'failed', failure: error.failure };
        }
      }
    });
  }

  private record(more: Change): void {
    const { document } = this.services.stores;
    if (this.change) this.change = extendChange(document, this.change, more);
    else {
      recordChange(document, more);
      this.change = more;
    }
  }
}
