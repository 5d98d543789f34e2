import { describe, expect, it } from 'vitest';
import { sortedImages } from '#core/project/project.ts';
import type { ImportSource } from '#files/arrival.ts';
import { notAnImage } from '#files/arrival.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, stepNames, type Studio } from '#testing/openStudio.ts';
import { categoryRecord } from '#testing/records.ts';
import { openSources } from '../openFiles.ts';
import { undo } from '../undo.ts';

/** COCO instances onto photo-1.jpg and photo-2.jpg of 8 × 6 px, with one bad record. */
function cocoText(names: readonly string[] = ['photo-1.jpg', 'photo-2.jpg']): string {
  const square = (x: number) => [[x, 1, x + 2, 1, x + 2, 3, x, 3]];
  return JSON.stringify({
    images: names.map((file_name, index) => ({ id: index + 1, file_name, width: 8, height: 6 })),
    categories: [
      { id: 1, name: 'category 1' },
      { id: 2, name: 'dog' },
    ],
    annotations: [
      { id: 1, image_id: 1, category_id: 1, segmentation: square(1), iscrowd: 0 },
      { id: 2, image_id: 2, category_id: 2, segmentation: square(4), iscrowd: 0 },
      { id: 3, image_id: 9, category_id: 2, segmentation: square(4), iscrowd: 0 },
    ],
  });
}

function sourceOf(files: Readonly<Record<string, string>>): ImportSource {
  return {
    title: Object.keys(files)[0] ?? '',
    kind: 'files',
    handles: null,
    folder: null,
    async *walk() {
      for (const [path, text] of Object.entries(files)) {
        const isPicture = path.endsWith('.jpg');
        const type = isPicture ? 'image/jpeg' : '';
        const file = new File([text], path, { type });
        const arrival = { path, stat: null, open: async () => file };
        yield isPicture ? arrival : notAnImage(arrival);
      }
    },
  };
}

async function untilRead({ services }: Studio) {
  for (let turn = 0; turn < 200; turn += 1) {
    const { open } = services.stores.annotations.getState();
    if (open?.reading.kind === 'read') return { open, read: open.reading };
    await settled();
  }
  throw new Error('nothing was read');
}

async function untilTold({ notices }: Studio) {
  for (let turn = 0; turn < 200; turn += 1) {
    const told = notices().findLast(({ about }) => about === 'annotationsImported');
    if (told) return told;
    await settled();
  }
  throw new Error('nothing was told');
}

const objectsOf = ({ services }: Studio) => [...services.storage.shelf.annotations.values()];

describe('importing annotations', () => {
  it('comes onto images by name as one step, which undo takes back', async () => {
    const studio = await openStudio();
    await openSources(studio.services, [sourceOf({ 'instances.json': cocoText() })]);
    const { open, read } = await untilRead(studio);
    expect(open.formatId).toBe('coco');
    expect(read.summary.issues).toMatchObject([{ severity: 'error', kind: 'missingImage' }]);
    open.start({ categories: [{ id: categoryRecord(1).id }, 'new'], existing: 'add' });
    expect(await untilTold(studio)).toMatchObject({ end: { addedCount: 2, imageCount: 2 } });
    expect(objectsOf(studio).map(({ imageId }) => imageId)).toEqual(['image-1', 'image-2']);
    expect(studio.shown()).toHaveLength(1);
    expect(stepNames(studio.services)).toEqual(['importAnnotations']);
    await undo(studio.services);
    expect(objectsOf(studio)).toEqual([]);
    expect(studio.services.storage.shelf.categories.size).toBe(1);
  });

  it('brings images that come along first, in the same step', async () => {
    const studio = await openStudio({ images: [] });
    const files = { 'data.json': cocoText(['a.jpg', 'b.jpg']), 'a.jpg': 'A', 'b.jpg': 'B' };
    await openSources(studio.services, [sourceOf(files)]);
    const { open, read } = await untilRead(studio);
    expect(read.places).toEqual([
      { kind: 'file', path: 'a.jpg' },
      { kind: 'file', path: 'b.jpg' },
    ]);
    open.start({ categories: ['new', 'new'], existing: 'add' });
    await untilTold(studio);
    const { document } = studio.services.stores.document.getState();
    const images = sortedImages(document?.images.values() ?? []);
    expect(images.map(({ fileName }) => fileName)).toEqual(['a.jpg', 'b.jpg']);
    expect(objectsOf(studio).map(({ imageId }) => imageId)).toEqual(images.map(({ id }) => id));
    expect(stepNames(studio.services)).toEqual(['importAnnotations']);
    await undo(studio.services);
    expect(studio.services.storage.shelf.images.size).toBe(0);
    expect(objectsOf(studio)).toEqual([]);
  });

  it('lets images in as ever where nothing is annotated', async () => {
    const studio = await openStudio({ images: [] });
    await openSources(studio.services, [sourceOf({ 'a.jpg': 'A', 'readme.txt': 'My photos' })]);
    expect(studio.services.stores.annotations.getState().open).toBeNull();
    expect(stepNames(studio.services)).toEqual(['addImages']);
  });

  it('asks for the format where none is recognised', async () => {
    const studio = await openStudio();
    await openSources(studio.services, [sourceOf({ 'broken.json': '{"images": [' })]);
    const { open } = studio.services.stores.annotations.getState();
    expect(open?.formatId ?? null).toBeNull();
    open?.readAs('coco');
    const { read } = await untilRead(studio);
    expect(read.summary.issueCount).toBeGreaterThan(0);
    expect(read.summary.objectCount).toBe(0);
  });
});
