import { describe, expect, it } from 'vitest';
import { rleFromString } from '#core/mask/rleString.ts';
import type { NoteId } from '#core/annotation/ids.ts';
import { annotationRecord, categoryRecord, imageRecord, testTime } from '#testing/records.ts';
import { writeImageFile } from './imageFile.ts';

const category = categoryRecord(1, { name: 'Tree' });
const categories = new Map([[category.id, category]]);

describe('writeImageFile', () => {
  it('tells what is known of the image and its objects, masks to the pixel', () => {
    const image = imageRecord(1, {
      status: 'done',
      statusSet: { by: 'Ada', at: testTime },
      tags: ['site "a"'],
      split: 'val',
      notes: [
        {
          id: 'note-1' as NoteId,
          at: { x: 1.5, y: 2 },
          text: 'edge?',
          written: { by: '', at: testTime },
          resolved: null,
        },
      ],
    });
    const annotation = annotationRecord(7);
    const file = JSON.parse(writeImageFile(image, [annotation], categories));
    expect(file).toMatchObject({
      format: 'maskwright-image',
      version: 1,
      fileName: 'photo-1.jpg',
      width: 8,
      height: 6,
      status: 'done',
      statusSet: { by: 'Ada', at: '2024-01-01T00:00:00.000Z' },
      tags: ['site "a"'],
      split: 'val',
      notes: [{ at: [1.5, 2], text: 'edge?', resolved: null }],
      objects: [
        {
          category: 'Tree',
          area: 1,
          bbox: [1, 1, 1, 1],
          segmentation: { size: [6, 8] },
          provenance: { modelId: 'fake-sam', predictedIou: 0.9 },
        },
      ],
    });
    const { counts } = file.objects[0].segmentation;
    expect(rleFromString(counts, image.size)).toEqual({ isValid: true, rle: annotation.mask });
  });

  it('has a line per object, in the order of the list, and is the same text every time', () => {
    const image = imageRecord(1);
    const annotations = [annotationRecord(2), annotationRecord(1)];
    const text = writeImageFile(image, annotations, categories);
    const lines = text.split('\n').filter((line) => line.startsWith('{"id":"annotation-'));
    expect(lines.map((line) => JSON.parse(line.replace(/,$/u, '')).id)).toEqual([
      'annotation-1',
      'annotation-2',
    ]);
    expect(writeImageFile(image, annotations.toReversed(), categories)).toBe(text);
  });

  it('is JSON without objects too', () => {
    expect(JSON.parse(writeImageFile(imageRecord(1), [], categories)).objects).toEqual([]);
  });
});
