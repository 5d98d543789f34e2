import { seededRandom } from '#core/division/seededRandom.ts';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import { invertChange, type Change } from '#core/project/change.ts';
import { applyChange, type ProjectDocument } from '#core/project/document.ts';
import {
  addAnnotation,
  addImages,
  deleteAnnotation,
  editCategory,
  recategorizeAnnotation,
  removeImage,
  reviseAnnotation,
  reviseImages,
} from '#core/project/edits.ts';
import type { ChangeVerb } from '#core/project/journal.ts';
import { imageStatuses, type ImageSummary, type Project } from '#core/project/project.ts';

/** One step of a session: what is to be written, and the document after it. */
export interface SessionStep {
  readonly change: Change;
  readonly verb: ChangeVerb;
  readonly document: ProjectDocument;
}

/** The project of a seed, before its first step; all of its images count as open. */
export function emptyProject(seed: number): Project {
  return {
    id: `kill-${seed}` as ProjectId,
    name: `Session ${seed}`,
    createdAt: 1,
    archivedAt: null,
    deletedAt: null,
    splitPlan: null,
  };
}

/** The edits of a made-up labeller, endless, the same for the same seed. */
export function* editSession(seed: number): Generator<SessionStep, never> {
  const labeller = new Labeller(seed);
  for (;;) yield labeller.next();
}

/** The bytes of an image, the same for the same key. */
export function bytesOf(blobKey: string): Uint8Array<ArrayBuffer> {
  const random = seededRandom(Number(blobKey.replaceAll(/\D/gu, '')));
  return Uint8Array.from({ length: 2000 + Math.floor(random() * 30_000) }, () => random() * 256);
}

const size = { width: 400, height: 300 };

class Labeller {
  private readonly random: () => number;
  private readonly project: Project;
  private document: ProjectDocument;
  private readonly done: Change[] = [];
  private readonly undone: Change[] = [];
  private idCount = 0;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.project = emptyProject(seed);
    this.document = {
      project: this.project,
      categories: new Map(),
      images: new Map(),
      annotations: new Map(),
    };
  }

  next(): SessionStep {
    if (this.idCount === 0) return this.make(this.createProject());
    const undoable = this.done.at(-1);
    const redoable = this.undone.at(-1);
    if (undoable && this.random() < 0.12) {
      this.done.pop();
      this.undone.push(undoable);
      return this.follow(invertChange(undoable), 'undid');
    }
    if (redoable && this.random() < 0.3) {
      this.undone.pop();
      this.done.push(redoable);
      return this.follow(redoable, 'redid');
    }
    const change = this.plan();
    this.done.push(change);
    this.undone.length = 0;
    return this.make(change);
  }

  private make(change: Change): SessionStep {
    return this.follow(change, 'did');
  }

  private follow(change: Change, verb: ChangeVerb): SessionStep {
    this.document = withOpenImages(applyChange(this.document, change), change);
    return { change, verb, document: this.document };
  }

  private createProject(): Change {
    this.idCount = 1;
    return {
      name: 'createProject',
      edits: [{ kind: 'project', before: null, after: this.project }],
    };
  }

  private plan(): Change {
    const { categories, images } = this.document;
    if (categories.size < 2) return this.createCategory();
    if (images.size < 3) return this.addImages();
    const annotation = this.pick(this.annotations());
    const chance = this.random();
    if (!annotation || chance < 0.45) return this.accept();
    if (chance < 0.6) return this.refine(annotation);
    if (chance < 0.7) return this.recategorize(annotation);
    if (chance < 0.8) return deleteAnnotation(this.document, annotation);
    if (chance < 0.88) return this.setStatus();
    if (chance < 0.92) return this.renameCategory();
    if (chance < 0.97) return this.addImages();
    return this.removeImage();
  }

  private createCategory(): Change {
    const order = this.document.categories.size + 1;
    const id = this.newId() as CategoryId;
    const category = { id, name: id, supercategory: '', color: '#e69f00', order };
    return editCategory('createCategory', null, category);
  }

  private renameCategory(): Change {
    const before = this.pick([...this.document.categories.values()]);
    return editCategory('renameCategory', before, before && { ...before, name: this.newId() });
  }

  private addImages(): Change {
    const count = 1 + Math.floor(this.random() * 3);
    return addImages(Array.from({ length: count }, () => this.newImage()));
  }

  private newImage(): ImageSummary {
    const id = this.newId() as ImageId;
    return {
      id,
      fileName: `${id}.jpg`,
      size,
      sizeBytes: bytesOf(id).length,
      mimeType: 'image/jpeg',
      order: this.idCount,
      addedAt: 1,
      credit: '',
      categoryCounts: {},
      status: 'new',
      statusSet: null,
      tags: [],
      split: null,
      notes: [],
      blobKey: id,
      isLinked: false,
      source: null,
      contentHash: null,
      perceptualHash: null,
      window: null,
    };
  }

  private accept(): Change {
    // most of the work goes to one image, so that it gets snapshots
    const images = [...this.document.images.values()];
    const image = this.random() < 0.6 ? images[0] : this.pick(images);
    const category = this.pick([...this.document.categories.values()]);
    if (!image || !category) return this.addImages();
    return addAnnotation(this.document, {
      id: this.newId() as AnnotationId,
      imageId: image.id,
      categoryId: category.id,
      mask: this.newMask(),
      name: '',
      color: null,
      isHidden: false,
      order: this.idCount,
      createdAt: 1,
      provenance: {
        tool: 'sam',
        modelId: 'none',
        prompt: { points: [], box: null },
        predictedIou: 0.9,
        stabilityScore: 0.9,
      },
    });
  }

  private refine(annotation: Annotation): Change {
    return reviseAnnotation('refineAnnotation', annotation, { mask: this.newMask() });
  }

  private recategorize(annotation: Annotation): Change {
    const { categories } = this.document;
    const other = [...categories.keys()].find((id) => id !== annotation.categoryId);
    return recategorizeAnnotation(this.document, annotation, other ?? annotation.categoryId);
  }

  private setStatus(): Change {
    const status = this.pick(imageStatuses) ?? 'done';
    const statusSet = { by: 'labeller', at: this.idCount };
    const images = [...this.document.images.values()];
    return reviseImages('setStatus', images, (image) => ({ ...image, status, statusSet }));
  }

  private removeImage(): Change {
    const image = this.pick([...this.document.images.values()]);
    if (!image) return this.addImages();
    const annotations = this.document.annotations.get(image.id)?.values() ?? [];
    return removeImage(image, [...annotations]);
  }

  /** A hundred runs of foreground, as a jagged object has them. */
  private newMask(): Annotation['mask'] {
    const counts: number[] = [];
    let left = size.width * size.height;
    for (let run = 0; run < 200; run += 1) {
      const count = 1 + Math.floor(this.random() * 500);
      counts.push(count);
      left -= count;
    }
    return { size, counts: Uint32Array.from([...counts, left]) };
  }

  private annotations(): readonly Annotation[] {
    return [...this.document.annotations.values()].flatMap((objects) => [...objects.values()]);
  }

  private pick<Value>(values: readonly Value[]): Value | null {
    return values[Math.floor(this.random() * values.length)] ?? null;
  }

  private newId(): string {
    this.idCount += 1;
    return `${this.project.id}-${this.idCount}`;
  }
}

/** The document with the objects of images that have just come (back): none is ever closed here. */
function withOpenImages(document: ProjectDocument, change: Change): ProjectDocument {
  const annotations = new Map(document.annotations);
  for (const edit of change.edits) {
    if (edit.kind === 'image' && edit.after && !annotations.has(edit.after.id)) {
      annotations.set(edit.after.id, new Map());
    }
  }
  const opened = { ...document, annotations };
  if (annotations.size === document.annotations.size) return document;
  return applyChange(opened, {
    name: change.name,
    edits: change.edits.filter(({ kind }) => kind === 'annotation'),
  });
}
