import type { Category } from '#core/annotation/category.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { annotationCountOf, type ImageSummary, type Project } from '#core/project/project.ts';

/** Of the layout of the mirror's table of contents. */
const folderIndexVersion = 1;

/** What the mirror in a linked folder holds. */
export interface FolderIndex {
  readonly project: Project;
  readonly categories: readonly Category[];
  readonly images: readonly ImageSummary[];
  /** Where the file about an image lies, '/'-separated, from the index on; images without are absent. */
  readonly paths: ReadonlyMap<ImageId, string>;
}

/** The table of contents of the mirror as JSON text, one category or image per line. */
export function* writeFolderIndex({
  project,
  categories,
  images,
  paths,
}: FolderIndex): Generator<string, void, undefined> {
  const { id, name, createdAt, splitPlan } = project;
  const created = new Date(createdAt).toISOString();
  yield `{\n"format": "maskwright-folder",\n"version": ${folderIndexVersion},\n`;
  yield `"project": ${JSON.stringify({ id, name, createdAt: created, splitPlan })},\n`;
  yield `"categories": [${linesOf(categories)}\n],\n"images": [`;
  for (const [index, image] of images.entries()) {
    const row = {
      id: image.id,
      fileName: image.fileName,
      status: image.status,
      tags: image.tags,
      split: image.split,
      objectCount: annotationCountOf(image),
      annotations: paths.get(image.id) ?? null,
    };
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(row)}`;
  }
  yield '\n]\n}\n';
}

/** Where the files about images lie, by an index that was written before; empty when it cannot be read. */
export function pathsInIndex(text: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const row of imagesIn(text)) {
    if (typeof row !== 'object' || row === null) continue;
    const { id, annotations } = row as { readonly id?: unknown; readonly annotations?: unknown };
    if (typeof id === 'string' && typeof annotations === 'string') paths.set(id, annotations);
  }
  return paths;
}

function imagesIn(text: string): readonly unknown[] {
  try {
    const index: unknown = JSON.parse(text);
    if (typeof index !== 'object' || index === null || !('images' in index)) return [];
    return Array.isArray(index.images) ? index.images : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function linesOf(records: readonly object[]): string {
  return records.map((record) => `\n${JSON.stringify(record)}`).join(',');
}
