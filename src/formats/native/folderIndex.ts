import * as v from 'valibot';
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

/** What an index that was written before says; nothing where it cannot be read. */
export interface KnownIndex {
  readonly projectId: string | null;
  /** Where the files about images lie, by image id. */
  readonly paths: ReadonlyMap<string, string>;
}

const indexSchema = v.object({
  project: v.object({ id: v.string() }),
  images: v.array(v.unknown()),
});
const rowSchema = v.object({ id: v.string(), annotations: v.string() });

export function readFolderIndex(text: string): KnownIndex {
  const index = v.safeParse(indexSchema, jsonOf(text));
  if (!index.success) return { projectId: null, paths: new Map() };
  const rows = index.output.images.flatMap((row) => {
    const { success, output } = v.safeParse(rowSchema, row);
    return success ? [output] : [];
  });
  return {
    projectId: index.output.project.id,
    paths: new Map(rows.map(({ id, annotations }) => [id, annotations])),
  };
}

/** Null where the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function linesOf(records: readonly object[]): string {
  return records.map((record) => `\n${JSON.stringify(record)}`).join(',');
}
