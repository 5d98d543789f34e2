import { describe, expect, it } from 'vitest';
import type { ImageId } from '#core/annotation/ids.ts';
import { exportChoiceAtFirst, type ExportChoice } from '#core/project/exportChoice.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord, testTime } from '#testing/records.ts';
import { divideImages } from '../divide/divideImages.ts';
import { exportDataSet } from './exportDataSet.ts';
import { listFormats } from './formats.ts';
import { openExample } from './openExample.ts';
import { previewLosses } from './previewLosses.ts';

async function formatNamed(studio: Studio, id: string) {
  const format = (await listFormats(studio.services)).find((each) => each.id === id);
  if (!format) throw new Error(`There is no format ${id}.`);
  return format;
}

async function exportAs(studio: Studio, id: string, patch: Partial<ExportChoice> = {}) {
  const choice = { ...exportChoiceAtFirst, formatId: id, ...patch };
  await exportDataSet(studio.services, choice, await formatNamed(studio, id));
  const zip = studio.services.files.zips.at(-1);
  return {
    fileName: zip?.fileName,
    names: zip?.entries.map(({ name }) => name) ?? [],
    textOf: (name: string) => zip?.entries.find((entry) => entry.name === name)?.text ?? '',
    report: studio.services.stores.exports.getState().last?.report ?? null,
  };
}

const images = [
  imageRecord(1, { order: 2, fileName: 'a/owl.jpg' }),
  imageRecord(2, { order: 1, fileName: 'hare.webp' }),
];
const annotations = [
  annotationRecord(1),
  annotationRecord(2, { imageId: imageRecord(2).id, attributes: { age: 3 } }),
];

describe('exportDataSet', () => {
  it('writes labels, pictures and the report of its own check', async () => {
    const plain = annotations.map((each) => ({ ...each, attributes: {} }));
    const studio = await openStudio({ images, annotations: plain });
    const { fileName, names, textOf, report } = await exportAs(studio, 'labelme');
    expect(fileName).toBe('test-project-labelme.zip');
    expect(names.toSorted()).toEqual([
      'a/owl.jpg',
      'a/owl.json',
      'export-report.json',
      'hare.json',
      'hare.webp',
      'labels.txt',
    ]);
    expect(textOf('a/owl.jpg')).toBe('image-1');
    expect(report).toMatchObject({
      verdict: 'exact',
      createdAt: testTime,
      imageNames: ['hare.webp', 'a/owl.jpg'],
      selfCheck: { objectCount: 2, exactCount: 2, leastIou: 1 },
    });
    expect(JSON.parse(textOf('export-report.json'))).toMatchObject({
      format: 'labelme',
      images: 2,
      verdict: 'exact',
    });
    expect(studio.notices()).toEqual([
      {
        about: 'exported',
        fileName: 'test-project-labelme.zip',
        imageCount: 2,
        annotationCount: 2,
        hasLockedSplit: false,
      },
    ]);
    expect(studio.services.stores.session.getState().dialog).toBe('exportReport');
    expect(studio.services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('gives the same files for the same project', async () => {
    const studio = await openStudio({ images, annotations });
    await exportAs(studio, 'labelme');
    studio.services.elapse(1_000_000);
    await exportAs(studio, 'labelme');
    const [first, second] = studio.services.files.zips;
    expect(second).toEqual(first);
  });

  it('names what was lost, and leads to it', async () => {
    const studio = await openStudio({ images, annotations });
    const { report } = await exportAs(studio, 'yolo-detect');
    expect(report?.verdict).not.toBe('unexpected');
    expect([...(report?.losses.keys() ?? [])]).toContain('attributeDropped');
    await openExample(studio.services, imageRecord(2).id, 0);
    const { openImageId, selectedIds, dialog } = studio.services.stores.session.getState();
    expect([openImageId, selectedIds, dialog]).toEqual(['image-2', ['annotation-2'], null]);
  });

  it('foresees what will be lost', async () => {
    const studio = await openStudio({ images, annotations });
    const format = await formatNamed(studio, 'yolo-detect');
    const choice = { ...exportChoiceAtFirst, formatId: 'yolo-detect' };
    const found: unknown[] = [];
    const tell = ({ losses, isDone }: { losses: ReadonlyMap<string, object>; isDone: boolean }) =>
      isDone && found.push([...losses.keys()]);
    const { signal } = new AbortController();
    await previewLosses(studio.services, { choice, format }, tell, signal);
    const { report } = await exportAs(studio, 'yolo-detect');
    expect(found).toEqual([[...(report?.losses.keys() ?? [])]]);
  });

  it('leaves out what is not chosen and remembers the choice', async () => {
    const done = images.map(
      (image, i) => ({ ...image, status: i === 0 ? 'done' : 'new' }) as const,
    );
    const studio = await openStudio({ images: done, annotations });
    const { report } = await exportAs(studio, 'labelme', { images: 'done' });
    expect(report?.imageNames).toEqual(['a/owl.jpg']);
    expect(studio.services.stores.settings.getState().exportChoice).toMatchObject({
      formatId: 'labelme',
      images: 'done',
    });
  });

  it('locks the division', async () => {
    const studio = await openStudio({ images, annotations });
    await divideImages(studio.services, {
      seed: 1,
      ratios: { train: 0.5, val: 0.5, test: 0 },
      grouping: 'none',
      hasSkipped: false,
      keepsAssigned: false,
    });
    await exportAs(studio, 'labelme');
    expect(studio.notices().at(-1)).toMatchObject({ about: 'exported', hasLockedSplit: true });
    const { document } = studio.services.stores.document.getState();
    expect(document?.project.splitPlan?.lockedAt).toBe(testTime);
  });

  it('tells when there is nothing to export', async () => {
    const studio = await openStudio({ images: [] });
    await exportAs(studio, 'labelme');
    const failure = { code: 'export/nothing-to-export' };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(studio.services.files.zips).toEqual([]);
  });

  it('tells when an image cannot be read and leaves no zip', async () => {
    const studio = await openStudio();
    studio.services.storage.shelf.blobs.clear();
    await exportAs(studio, 'labelme');
    const failure = { code: 'storage/record-missing', record: 'image image-1' };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(studio.services.files.zips).toEqual([]);
    expect(studio.services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('is silent when it is cancelled', async () => {
    const studio = await openStudio();
    const format = await formatNamed(studio, 'labelme');
    const choice = { ...exportChoiceAtFirst, formatId: 'labelme' };
    const exporting = exportDataSet(studio.services, choice, format);
    studio.services.stores.jobs.getState().jobs[0]?.cancel();
    await exporting;
    expect(studio.notices()).toEqual([]);
    expect(studio.services.files.zips).toEqual([]);
  });

  it('tells of images that were edited while it ran', async () => {
    const studio = await openStudio({ images, annotations });
    const { services } = studio;
    const ask = services.storage.annotationsOf.bind(services.storage);
    let count = 0;
    services.storage.annotationsOf = async (project, image: ImageId) => {
      count += 1;
      const found = await ask(project, image);
      return count > 2 ? [] : found;
    };
    const { report } = await exportAs(studio, 'labelme');
    expect(report).toMatchObject({ editedImages: [0, 1], verdict: 'unexpected' });
  });
});

describe('privacy', () => {
  it('gives files other names and keeps the list apart', async () => {
    const studio = await openStudio({ images, annotations });
    const { names, textOf, report } = await exportAs(studio, 'labelme', { pseudonymises: true });
    expect(report?.imageNames).toEqual(['img-000001.webp', 'img-000002.jpg']);
    const all = names.map((name) => `${name}\n${textOf(name)}`).join('\n');
    expect(all).not.toMatch(/owl|hare/u);
    expect(studio.services.stores.exports.getState().last?.nameList).toBe(
      'exported,original\r\nimg-000001.webp,hare.webp\r\nimg-000002.jpg,a/owl.jpg\r\n',
    );
  });

  it('hides objects of chosen categories and says which pictures were written anew', async () => {
    const categories = [categoryRecord(1, { name: 'face' }), categoryRecord(2, { name: 'tree' })];
    const tree = annotationRecord(1, { categoryId: categoryRecord(2).id });
    const studio = await openStudio({
      images,
      categories,
      annotations: [tree, ...annotations.slice(1)],
    });
    const { textOf, report } = await exportAs(studio, 'labelme', {
      hiddenCategories: ['face', 'gone'],
      redaction: 'blur',
    });
    expect(report?.imageNames).toEqual(['hare.png', 'a/owl.jpg']);
    expect(textOf('hare.png')).toBe('blur 1 in hare.png of image-2');
    expect(textOf('a/owl.jpg')).toBe('image-1');
    expect(report?.privacy).toEqual({
      stripsMetadata: true,
      pseudonymises: false,
      redaction: 'blur',
      hiddenCategories: ['face'],
      rewrittenImages: [0],
    });
  });
});
