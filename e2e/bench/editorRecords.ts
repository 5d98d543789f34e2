import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { libraryCategories } from './libraryRecords.ts';

/** The project of the editor benchmark: one large image with many objects, the same in every run. */
export const editorProjectId = 'bench-editor' as ProjectId;

const imageId = 'bench-editor-image' as ImageId;

export function editorProject(createdAt: number): Project {
  return {
    id: editorProjectId,
    name: 'One large image',
    createdAt,
    archivedAt: null,
    deletedAt: null,
    splitPlan: null,
  };
}

export function editorImage(size: Size, sizeBytes: number, objectCount: number): ImageSummary {
  return {
    id: imageId,
    fileName: 'large.jpg',
    size,
    sizeBytes,
    mimeType: 'image/jpeg',
    order: 1,
    addedAt: Date.UTC(2026, 0, 1),
    credit: '',
    categoryCounts: Object.fromEntries(
      libraryCategories.map(({ id }, at) => [
        id,
        Math.ceil((objectCount - at) / libraryCategories.length),
      ]),
    ),
    status: 'inProgress',
    statusSet: null,
    tags: [],
    split: null,
    notes: [],
    blobKey: imageId,
    isLinked: false,
    source: null,
    contentHash: null,
    perceptualHash: null,
    window: null,
  };
}

/** Polygons with wavy rims of so many corners, in rows over the whole image, each apart from the others. */
export function editorObjects(
  size: Size,
  objectCount: number,
  cornerCount: number,
): readonly Annotation[] {
  const columns = Math.ceil(Math.sqrt((objectCount * size.width) / size.height));
  const cell = size.width / columns;
  return Array.from({ length: objectCount }, (_, i) => {
    const centre = {
      x: (i % columns) * cell + cell / 2,
      y: Math.min(size.height - cell / 2, Math.floor(i / columns) * cell + cell / 2),
    };
    const points = wavyRing(centre, cell * 0.42, cornerCount);
    return {
      id: `bench-editor-object-${i}` as AnnotationId,
      imageId,
      categoryId: libraryCategories[i % libraryCategories.length]?.id ?? ('' as CategoryId),
      mask: maskOf(points, size),
      polygon: { rings: [{ points }] },
      name: '',
      color: null,
      isHidden: false,
      order: i + 1,
      createdAt: Date.UTC(2026, 0, 1),
      provenance: { tool: 'polygon' },
    };
  });
}

function wavyRing(
  { x, y }: { readonly x: number; readonly y: number },
  radius: number,
  cornerCount: number,
): Float64Array {
  const points = new Float64Array(cornerCount * 2);
  for (let i = 0; i < cornerCount; i += 1) {
    const angle = (i / cornerCount) * 2 * Math.PI;
    const reach = radius * (1 - 0.12 * (1 + Math.sin(angle * 9)));
    points[2 * i] = x + Math.cos(angle) * reach;
    points[2 * i + 1] = y + Math.sin(angle) * reach;
  }
  return points;
}

/** The pixels whose centres lie inside a ring that every upright line crosses a few times only. */
function maskOf(points: Float64Array, { width, height }: Size): Rle {
  const counts: number[] = [];
  let background = 0;
  for (let column = 0; column < width; column += 1) {
    let row = 0;
    const crossings = crossingsAt(points, column + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const top = Math.ceil((crossings[i] ?? 0) - 0.5);
      const bottom = Math.ceil((crossings[i + 1] ?? 0) - 0.5);
      if (bottom <= top) continue;
      counts.push(background + top - row, bottom - top);
      background = 0;
      row = bottom;
    }
    background += height - row;
  }
  counts.push(background);
  return { size: { width, height }, counts: Uint32Array.from(counts) };
}

function crossingsAt(points: Float64Array, x: number): readonly number[] {
  const found: number[] = [];
  let x0 = points.at(-2) ?? 0;
  let y0 = points.at(-1) ?? 0;
  for (let i = 0; i < points.length; i += 2) {
    const x1 = points[i] ?? 0;
    const y1 = points[i + 1] ?? 0;
    if (x0 < x !== x1 < x) found.push(y0 + ((x - x0) / (x1 - x0)) * (y1 - y0));
    x0 = x1;
    y0 = y1;
  }
  return found.toSorted((a, b) => a - b);
}
