import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ProjectView } from '#storage/schema.ts';
import type { Services } from '../services.ts';

/** A project as it came from storage. */
export interface ReadProject {
  readonly document: ProjectDocument;
  readonly view: ProjectView | null;
  /** All journal entries up to this one are in the document; some of the following may be. */
  readonly seq: number;
}

/**
 * Reads a project, with the objects of one image. Changes that arrive meanwhile may be carried out once
 * more: an edit says what a record is afterwards, so that doing it twice does no harm.
 *
 * @throws AppError storage/record-missing, storage/…
 */
export async function readProject(
  { storage }: Services,
  projectId: ProjectId,
  openImageId: ImageId | null,
): Promise<ReadProject> {
  const seq = await storage.lastSeqOf(projectId);
  const stored = await storage.loadProject(projectId);
  if (!stored) {
    throw new AppError({ code: 'storage/record-missing', record: `project ${projectId}` });
  }
  const { project, categories, images, view } = stored;
  const annotations = openImageId ? await storage.annotationsOf(projectId, openImageId) : [];
  const open = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const document: ProjectDocument = {
    project,
    categories: new Map(categories.map((category) => [category.id, category])),
    images: new Map(images.map((image) => [image.id, image])),
    annotations: new Map(openImageId ? [[openImageId, open]] : []),
  };
  return { document, view, seq };
}
