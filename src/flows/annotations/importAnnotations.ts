import type { Annotation } from '#core/annotation/annotation.ts';
import type { CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { DataSetObject } from '#core/dataset/dataSet.ts';
import { isSplitLocked } from '#core/division/ratios.ts';
import { importCategories } from '#core/dataset/importedCategories.ts';
import { importObjects, specsOfMarks } from '#core/dataset/importedObjects.ts';
import type { ImagePlace } from '#core/dataset/importPlan.ts';
import type { ReadSummary } from '#core/dataset/readSummary.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ReadSession } from '#formats/worker/reader.ts';
import type { AnnotationChoices } from '#store/annotationStore.ts';
import { recordChange } from '#store/documentStore.ts';
import { isStanding } from '#store/historyStore.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { selectAnnotations } from '#store/sessionStore.ts';
import { writeChange } from '../commitEdit.ts';
import { inOrder, PauseGate } from '../import/inOrder.ts';
import { runImport } from '../import/runImport.ts';
import { refuseToEdit } from '../projects/role.ts';
import { openProjectId } from '../readImage.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import type { ChosenFiles } from './chosenFiles.ts';

/** What is to come in, as somebody decided it. */
export interface AnnotationPlan {
  readonly title: string;
  readonly files: ChosenFiles;
  readonly session: ReadSession;
  readonly summary: ReadSummary;
  readonly places: readonly ImagePlace[]; // of the images of the summary
  readonly choices: AnnotationChoices;
}

/** A batch is written at the latest after so many objects or images: more would hold up the page. */
const batchObjects = 300;
const batchImages = 64;
/** The worker goes on with so many images while a batch is written. */
const ahead = 32;

/**
 * Brings the objects of files into the open project, the images that come along first; all of it is one
 * step of undo, written batch by batch. To call it off leaves what has come in.
 *
 * @throws AppError storage/…; what was written before stays
 */
export async function importAnnotations(services: Services, plan: AnnotationPlan): Promise<void> {
  if (refuseToEdit(services)) return;
  const { jobs } = services.stores;
  const work = new AnnotationWork(services, plan);
  const job = { id: services.newId(), cancel: () => work.cancel() };
  const targets = await work.bringImages();
  startJob(jobs, { ...job, name: 'importAnnotations', doneCount: 0, totalCount: targets.length });
  try {
    await work.run(targets, (doneCount) => advanceJob(jobs, job.id, doneCount));
    work.tellEnd();
  } finally {
    endJob(jobs, job.id);
  }
}

/** An image of the data set and the one of the project that it is. */
interface Target {
  readonly index: number;
  readonly imageId: ImageId;
}

interface Pending extends Target {
  readonly objects: readonly DataSetObject[];
}

/** One import under way. */
class AnnotationWork {
  private readonly services: Services;
  private readonly plan: AnnotationPlan;
  private readonly projectId: ProjectId;
  private changeId: string | null = null; // of the step that all batches are
  private categoryIds: readonly (CategoryId | null)[] | null = null;
  private pending: Pending[] = [];
  private readonly controller = new AbortController();
  private readonly counts = { addedCount: 0, imageCount: 0, knownCount: 0, removedCount: 0 };
  private skippedCount = 0;

  constructor(services: Services, plan: AnnotationPlan) {
    this.services = services;
    this.plan = plan;
    this.projectId = openProjectId(services);
  }

  cancel(): void {
    this.controller.abort();
  }

  /** Adds the images that come along. @returns where the objects go */
  async bringImages(): Promise<readonly Target[]> {
    const { places, files, title } = this.plan;
    const paths = new Set(places.flatMap((place) => (place.kind === 'file' ? place.path : [])));
    const arrivals = [...paths].flatMap((path) => files.get(path) ?? []);
    const before = new Set(this.document()?.images.keys());
    if (arrivals.length > 0) {
      const end = await runImport(this.services, {
        title,
        kind: 'files',
        handles: null,
        arrivals,
        leftOut: [],
        rootDepth: 0,
        // a picture that the data set names twice is two images of it
        options: { tagFolders: false, splitFolders: false, skipDuplicates: false },
        isLinked: false,
        credits: null,
        resumedRunId: null,
        step: {
          name: 'importAnnotations',
          onBegun: (changeId) => {
            this.changeId = changeId;
          },
        },
      });
      if (end.outcome !== 'finished') this.controller.abort();
    }
    const images = [...(this.document()?.images.values() ?? [])];
    const byPath = new Map<string, ImageId>();
    for (const { id, source, fileName } of images.toReversed()) {
      const path = source?.path ?? fileName;
      if (!before.has(id) || !byPath.has(path)) byPath.set(path, id);
    }
    return places.flatMap((place, index): Target[] => {
      const imageId =
        place.kind === 'file' ? byPath.get(place.path) : place.kind === 'image' && place.id;
      return imageId ? [{ index, imageId }] : [];
    });
  }

  async run(targets: readonly Target[], onProgress: (doneCount: number) => void): Promise<void> {
    const { session } = this.plan;
    const { signal } = this.controller;
    const coming = inOrder(
      targets,
      async (target) => ({ ...target, objects: await session.objectsOf(target.index) }),
      { ahead, gate: new PauseGate(), signal },
    );
    let objectCount = 0;
    let doneCount = 0;
    for await (const each of coming) {
      if (signal.aborted) break;
      this.pending.push(each);
      objectCount += each.objects.length;
      doneCount += 1;
      if (objectCount < batchObjects && this.pending.length < batchImages) continue;
      await this.flush();
      objectCount = 0;
      onProgress(doneCount);
    }
    if (!signal.aborted) await this.flush();
  }

  tellEnd(): void {
    const outcome = this.controller.signal.aborted ? 'cancelled' : 'finished';
    const end = { outcome, ...this.counts, skippedCount: this.skippedCount } as const;
    say(this.services, 'info', { about: 'annotationsImported', end });
  }

  /** Writes what has been read; it is planned on the newest state of each image. */
  private async flush(): Promise<void> {
    const { stores } = this.services;
    const batch = this.pending;
    this.pending = [];
    await this.services.edits.run(async () => {
      const document = this.document();
      const wasUndone = this.changeId !== null && !isStanding(stores.history, '', this.changeId);
      if (!document || wasUndone) {
        this.controller.abort();
        return;
      }
      const edits: RecordEdit[] = [...this.categoryEdits(document)];
      const present = await Promise.all(
        batch.map(({ imageId }) => this.services.storage.annotationsOf(this.projectId, imageId)),
      );
      for (const [at, each] of batch.entries()) {
        edits.push(...this.objectEdits(document, each, present[at] ?? []));
      }
      if (edits.length === 0) return;
      const change = { name: 'importAnnotations', edits } as const;
      const step = this.changeId === null ? {} : { changeId: this.changeId };
      const changeId = await writeChange(this.services, document, change, {
        reach: 'all',
        ...step,
      });
      this.changeId = changeId;
      recordChange(stores.document, change);
      this.letGoOfReplaced();
    });
  }

  /** Those of the first batch; all later ones know the ids. */
  private categoryEdits({ categories }: ProjectDocument): readonly RecordEdit[] {
    const { summary, choices } = this.plan;
    if (this.categoryIds !== null) {
      const ids = this.categoryIds;
      this.categoryIds = ids.map((id) => (id !== null && categories.has(id) ? id : null));
      return [];
    }
    const { edits, ids } = importCategories(categories.values(), {
      read: summary.categories,
      choices: choices.categories,
      marks: specsOfMarks(summary.marks),
      newId: this.services.newId,
    });
    this.categoryIds = ids;
    return edits;
  }

  private objectEdits(
    document: ProjectDocument,
    { index, imageId, objects }: Pending,
    present: readonly Annotation[],
  ): readonly RecordEdit[] {
    const { now, newId } = this.services;
    const image = document.images.get(imageId);
    const read = this.plan.summary.images[index];
    if (!image || !read) return [];
    const done = importObjects({
      image,
      present,
      coming: objects,
      categoryIds: this.categoryIds ?? [],
      existing: this.plan.choices.existing,
      // a split that has left in an export stays as it is
      labels: isSplitLocked(document.project) ? { ...read, split: null } : read,
      createdAt: now(),
      newId,
    });
    if (done.addedCount + done.removedCount > 0) this.counts.imageCount += 1;
    this.counts.addedCount += done.addedCount;
    this.counts.knownCount += done.knownCount;
    this.counts.removedCount += done.removedCount;
    if (done.isSkipped) this.skippedCount += 1;
    return done.edits;
  }

  private letGoOfReplaced(): void {
    const { session } = this.services.stores;
    const { openImageId, selectedIds } = session.getState();
    const open = openImageId && this.document()?.annotations.get(openImageId);
    if (!open || selectedIds.every((id) => open.has(id))) return;
    selectAnnotations(
      session,
      selectedIds.filter((id) => open.has(id)),
    );
  }

  /** The project that it began in; null: another one is open. */
  private document(): ProjectDocument | null {
    const { document } = this.services.stores.document.getState();
    return document?.project.id === this.projectId ? document : null;
  }
}
