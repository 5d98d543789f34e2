import { describe, expect, it } from 'vitest';
import { openStudio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
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
      { about: 'exported', fileName: 'test-project-coco.zip', imageCount: 2, annotationCount: 2 },
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
