import type { Annotation } from '#core/annotation/annotation.ts';

/** An annotation record as plain data; runs in the page, straight on IndexedDB. */
export interface StoredAnnotation {
  readonly id: string;
  readonly imageId: string;
  readonly categoryId: string;
  readonly name: string;
  readonly pointCount: number;
  readonly ringCount: number; // of a polygon; 0: the mask is the master
  readonly size: { readonly width: number; readonly height: number };
  readonly counts: readonly number[];
}

/** All annotations in storage, in the order they were made. Runs in the page. */
export async function readAnnotations(): Promise<readonly StoredAnnotation[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('maskwright');
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error(String(request.error))));
  });
  const records = await new Promise<Annotation[]>((resolve, reject) => {
    const request = database.transaction('annotations').objectStore('annotations').getAll();
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error(String(request.error))));
  });
  database.close();
  return records
    .toSorted((a, b) => a.createdAt - b.createdAt || a.order - b.order)
    .map((record) => ({
      id: record.id,
      imageId: record.imageId,
      categoryId: record.categoryId,
      name: record.name,
      pointCount: record.provenance.tool === 'sam' ? record.provenance.prompt.points.length : 0,
      ringCount: record.polygon?.rings.length ?? 0,
      size: record.mask.size,
      counts: [...record.mask.counts],
    }));
}
