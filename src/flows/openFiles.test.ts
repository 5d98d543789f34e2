import { describe, expect, it } from 'vitest';
import type { Failure } from '#core/failure.ts';
import { sortedImages } from '#core/project/project.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { openFiles, openSamples } from './openFiles.ts';
import { undo } from './undo.ts';

describe('openFiles', () => {
  it('opens the good files in the order they came and names the broken ones', async () => {
    const studio = await openStudio({ images: [] });
    await openFiles(studio.services, [
      picked('holiday/b.jpg'),
      picked('broken.jpg', 'image/broken'),
      picked('a.jpg'),
    ]);
    expect(imageNames(studio)).toEqual(['holiday/b.jpg', 'a.jpg']);
    const failures: readonly Failure[] = [{ code: 'image/undecodable', fileName: 'broken.jpg' }];
    expect(studio.notices()).toEqual([{ about: 'unopened', failures, openedCount: 2 }]);
    expect(studio.services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('keeps the bytes of every image', async () => {
    const studio = await openStudio({ images: [] });
    await openFiles(studio.services, [picked('a.jpg'), picked('b.jpg')]);
    const { images, blobs } = studio.services.storage.shelf;
    expect([...blobs.keys()]).toEqual([...images.keys()]);
  });

  it('is taken back as a whole by one undo', async () => {
    const studio = await openStudio({ images: [] });
    await openFiles(studio.services, [picked('a.jpg'), picked('b.jpg'), picked('c.jpg')]);
    await undo(studio.services);
    expect(imageNames(studio)).toEqual([]);
    expect(studio.services.storage.shelf.images.size).toBe(0);
    expect(studio.services.stores.session.getState().openImageId).toBeNull();
  });

  it('is taken back apart from the files that were opened before', async () => {
    const studio = await openStudio({ images: [] });
    await openFiles(studio.services, [picked('a.jpg')]);
    await openFiles(studio.services, [picked('b.jpg'), picked('c.jpg')]);
    await undo(studio.services);
    expect(imageNames(studio)).toEqual(['a.jpg']);
  });

  it('shows the first image while the others still arrive', async () => {
    const studio = await openStudio({ images: [] });
    let deliver: (file: File) => void = () => undefined;
    const { images } = studio.services;
    const importImage = images.importImage.bind(images);
    images.importImage = async (file) => {
      if (file.name === 'b.jpg') {
        await new Promise<File>((resolve) => {
          deliver = resolve;
        });
      }
      return importImage(file);
    };
    const late = picked('b.jpg');
    const opening = openFiles(studio.services, [picked('a.jpg'), late]);
    await settled();
    const { picture } = studio.services.stores.session.getState();
    expect(imageNames(studio)).toEqual(['a.jpg']);
    expect(picture?.imageId).toBe([...studio.services.storage.shelf.images.keys()][0]);
    deliver(late.file);
    await opening;
    expect(studio.services.stores.session.getState().picture).toBe(picture);
  });

  it('stops at the file that no longer fits on the disk', async () => {
    const studio = await openStudio({ images: [] });
    const failure = { code: 'storage/quota-exceeded' } as const;
    studio.services.storage.failNextCommit(failure);
    await openFiles(studio.services, [picked('a.jpg'), picked('b.jpg')]);
    expect(imageNames(studio)).toEqual([]);
    expect(studio.notices()).toEqual([{ about: 'unopened', failures: [failure], openedCount: 0 }]);
  });

  it('keeps what has arrived when it is cancelled', async () => {
    const studio = await openStudio({ images: [] });
    const { jobs } = studio.services.stores;
    const release = studio.services.storage.holdCommits();
    const opening = openFiles(studio.services, [picked('a.jpg'), picked('b.jpg')]);
    await settled();
    expect(jobs.getState().jobs).toMatchObject([{ name: 'openImages', totalCount: 2 }]);
    jobs.getState().jobs[0]?.cancel();
    release();
    await opening;
    expect(imageNames(studio)).toEqual(['a.jpg']);
    expect(jobs.getState().jobs).toEqual([]);
    expect(studio.notices()).toEqual([]);
  });
});

describe('openSamples', () => {
  it('keeps who made the photo', async () => {
    const studio = await openStudio({ images: [] });
    const sample = { fileName: 'cat.jpg', url: 'cat.jpg', credit: 'Eadweard J. Muybridge' };
    await openSamples(studio.services, [sample]);
    const images = [...studio.services.storage.shelf.images.values()];
    expect(images).toMatchObject([{ fileName: 'cat.jpg', credit: 'Eadweard J. Muybridge' }]);
  });
});

function picked(path: string, type = 'image/jpeg') {
  const file = new File([path], path.split('/').at(-1) ?? path, { type });
  return { file, path };
}

function imageNames({ services }: Studio): readonly string[] {
  const { document } = services.stores.document.getState();
  return sortedImages(document?.images.values() ?? []).map(({ fileName }) => fileName);
}
