import { describe, expect, it } from 'vitest';
import type { Services } from '#flows/services.ts';
import { openSources } from '#flows/openFiles.ts';
import { undo } from '#flows/undo.ts';
import { showDocument } from '#store/documentStore.ts';
import { openStudio } from '#testing/openStudio.ts';
import { annotationRecord, imageRecord } from '#testing/records.ts';
import { settled } from '#testing/fakes.ts';

/** Two images that have lost their pictures, one of them from before hashes were kept, and one that has its. */
async function openLoss() {
  const studio = await openStudio({
    images: [
      imageRecord(1, { contentHash: 'wolf', blobKey: 'wolf', fileName: 'a/wolf.png' }),
      imageRecord(2, { sizeBytes: 4, fileName: 'old/bear.png' }),
      imageRecord(3, { contentHash: 'seal', blobKey: 'seal' }),
    ],
    annotations: [annotationRecord(1)],
  });
  studio.services.storage.shelf.blobs.delete('wolf');
  studio.services.storage.shelf.blobs.delete('image-2');
  return studio;
}

async function openFiles(services: Services, files: readonly File[]): Promise<void> {
  await openSources(services, [
    {
      title: 'files',
      kind: 'files',
      handles: null,
      folder: null,
      async *walk() {
        for (const file of files) yield { path: file.name, stat: null, open: async () => file };
      },
    },
  ]);
}

const fileOf = (text: string, name: string) => new File([text], name, { type: 'image/png' });

describe('an import into a project that waits for pictures', () => {
  it('gives each its bytes back, by content or by name and size, and keeps its labels', async () => {
    const { services, notices } = await openLoss();
    const { shelf } = services.storage;
    await openFiles(services, [
      fileOf('wolf', 'renamed.png'),
      fileOf('bear', 'bear.png'),
      fileOf('seal', 'seal.png'),
      fileOf('lynx', 'lynx.png'),
    ]);
    await settled();
    expect([...shelf.images.keys()].slice(0, 3)).toEqual(['image-1', 'image-2', 'image-3']);
    expect(shelf.images.size).toBe(4);
    expect(await shelf.blobs.get('wolf')?.text()).toBe('wolf');
    expect(await shelf.blobs.get('image-2')?.text()).toBe('bear');
    expect(shelf.images.get('image-2')).toMatchObject({ contentHash: 'bear', blobKey: 'image-2' });
    expect(shelf.images.get('image-1')?.categoryCounts).toEqual({ 'category-1': 1 });
    expect(shelf.annotations.size).toBe(1);
    expect(notices()).toMatchObject([
      { about: 'imported', end: { addedCount: 1, attachedCount: 2, duplicateCount: 1 } },
    ]);
  });

  it('does not take a file of another size for the one of that name', async () => {
    const { services } = await openLoss();
    await openFiles(services, [fileOf('polar bear', 'bear.png')]);
    await settled();
    expect(services.storage.shelf.images.size).toBe(4);
    expect(services.storage.shelf.blobs.has('image-2')).toBe(false);
  });

  it('takes a file for an image that was read in place once its folder is lost', async () => {
    const { services } = await openLoss();
    const { stores, storage } = services;
    const linked = imageRecord(4, { isLinked: true, contentHash: 'lynx', blobKey: 'lynx' });
    storage.shelf.images.set(linked.id, linked);
    const { document } = stores.document.getState();
    const images = new Map([...(document?.images ?? []), [linked.id, linked] as const]);
    if (document) showDocument(stores.document, { ...document, images });
    await openFiles(services, [fileOf('lynx', 'lynx.png')]);
    await settled();
    expect(storage.shelf.images.size).toBe(4);
    expect(storage.shelf.images.get('image-4')?.isLinked).toBe(false);
    expect(await storage.shelf.blobs.get('lynx')?.text()).toBe('lynx');
  });

  it('takes a second file with the same bytes for a duplicate, and undo takes no picture away', async () => {
    const { services, notices } = await openLoss();
    const { shelf } = services.storage;
    await openFiles(services, [fileOf('wolf', 'one.png'), fileOf('wolf', 'two.png')]);
    await settled();
    expect(notices()).toMatchObject([{ end: { attachedCount: 1, duplicateCount: 1 } }]);
    await undo(services);
    expect(shelf.images.size).toBe(3);
    expect(shelf.blobs.has('wolf')).toBe(true);
  });
});
