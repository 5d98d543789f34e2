import { describe, expect, it } from 'vitest';
import { openStudio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord, testTime } from '#testing/records.ts';
import { divideImages } from './divide/divideImages.ts';
import { exportCoco } from './exportCoco.ts';

describe('exportCoco', () => {
  it('writes the annotations first and then every image', async () => {
    const studio = await openStudio({
      images: [
        imageRecord(1, { order: 2, categoryCounts: { [categoryRecord(1).id]: 1 } }),
        imageRecord(2, { order: 1, categoryCounts: { [categoryRecord(1).id]: 1 } }),
      ],
      annotations: [annotationRecord(1), annotationRecord(2, { imageId: imageRecord(2).id })],
    });
    await exportCoco(studio.services);
    const [zip] = studio.services.files.zips;
    expect(zip?.fileName).toBe('test-project-coco.zip');
    expect(zip?.entries.map(({ name }) => name)).toEqual([
      'annotations/instances_default.json',
      'images/photo-2.jpg',
      'images/photo-1.jpg',
    ]);
    expect(zip?.entries.slice(1).map(({ text }) => text)).toEqual(['image-2', 'image-1']);
    expect(studio.notices()).toEqual([
      {
        about: 'exported',
        fileName: 'test-project-coco.zip',
        imageCount: 2,
        annotationCount: 2,
        hasLockedSplit: false,
      },
    ]);
    expect(studio.services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('names the images in the annotations as they lie in the zip', async () => {
    const images = [1, 2].map((number) => imageRecord(number, { fileName: 'same.jpg' }));
    const studio = await openStudio({ images, annotations: [annotationRecord(1)] });
    await exportCoco(studio.services);
    const [annotations, ...files] = studio.services.files.zips[0]?.entries ?? [];
    const written = JSON.parse(annotations?.text ?? '{}') as {
      images: readonly { file_name: string }[];
      annotations: readonly { image_id: number }[];
    };
    expect(written.images.map(({ file_name }) => `images/${file_name}`)).toEqual(
      files.map(({ name }) => name),
    );
    expect(written.annotations).toMatchObject([{ image_id: 1, category_id: 1, area: 1 }]);
  });

  it('writes one more file for each split and locks the division', async () => {
    const images = [1, 2, 3].map((number) =>
      imageRecord(number, { fileName: 'same.jpg', split: number === 2 ? 'val' : 'train' }),
    );
    const annotations = [1, 2, 3].map((number) =>
      annotationRecord(number, { imageId: imageRecord(number).id }),
    );
    const studio = await openStudio({ images, annotations });
    await divideImages(studio.services, {
      seed: 1,
      ratios: { train: 0.6, val: 0.4, test: 0 },
      grouping: 'none',
      hasSkipped: false,
      keepsAssigned: true,
    });
    await exportCoco(studio.services);
    const entries = studio.services.files.zips[0]?.entries ?? [];
    expect(entries.map(({ name }) => name)).toEqual([
      'annotations/instances_default.json',
      'annotations/instances_train.json',
      'annotations/instances_val.json',
      'images/same.jpg',
      'images/same (2).jpg',
      'images/same (3).jpg',
    ]);
    const [, train, val] = entries.map(({ text }) => text);
    const read = (text = '{}') => JSON.parse(text) as Record<string, readonly object[]>;
    expect(read(train)['images']).toMatchObject([
      { id: 1, file_name: 'same.jpg' },
      { id: 2, file_name: 'same (3).jpg' },
    ]);
    expect(read(train)['annotations']).toMatchObject([
      { id: 1, image_id: 1 },
      { id: 2, image_id: 2 },
    ]);
    expect(read(val)['images']).toMatchObject([{ id: 1, file_name: 'same (2).jpg' }]);
    expect(read(val)['annotations']).toMatchObject([{ id: 1, image_id: 1 }]);
    expect(studio.notices().at(-1)).toMatchObject({ about: 'exported', hasLockedSplit: true });
    const { document } = studio.services.stores.document.getState();
    expect(document?.project.splitPlan?.lockedAt).toBe(testTime);
  });

  it('tells when there is nothing to export', async () => {
    const studio = await openStudio({ images: [] });
    await exportCoco(studio.services);
    const failure = { code: 'export/nothing-to-export' };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(studio.services.files.zips).toEqual([]);
  });

  it('tells when an image cannot be read and leaves no zip', async () => {
    const studio = await openStudio();
    studio.services.storage.shelf.blobs.clear();
    await exportCoco(studio.services);
    const failure = { code: 'storage/record-missing', record: 'image image-1' };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(studio.services.files.zips).toEqual([]);
    expect(studio.services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('is silent when it is cancelled', async () => {
    const studio = await openStudio();
    const exporting = exportCoco(studio.services);
    studio.services.stores.jobs.getState().jobs[0]?.cancel();
    await exporting;
    expect(studio.notices()).toEqual([]);
    expect(studio.services.files.zips).toEqual([]);
  });
});
