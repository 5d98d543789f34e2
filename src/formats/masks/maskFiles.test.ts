import { describe, expect, it } from 'vitest';
import { areaOf } from '#core/mask/measures.ts';
import type { FormatReader } from '#formats/format.ts';
import { readAll } from '#testing/roundTrip.ts';
import { sharedFolder } from '#testing/sharedFolder.ts';
import { formatOf } from '../registry.ts';
import { instancePngReader, semanticPngReader } from './index.ts';

/** Areas by image and category name, in the order that is read; null where the data is absent. */
async function areasIn(path: string, reader: FormatReader) {
  const files = sharedFolder(path);
  if (!files) return null;
  const { dataSet, objects, issues } = await readAll(reader, files);
  const areas = dataSet.images.map(({ fileName }, image) => [
    fileName,
    (objects[image] ?? []).map(({ category, mask }) => [
      dataSet.categories[category]?.name,
      areaOf(mask),
    ]),
  ]);
  return { files, dataSet, issues, areas };
}

// all areas: numpy over what Pillow reads
describe('masks of other tools', () => {
  it('are read from labelme, 255 being nobody’s', async () => {
    const path = 'labelme_examples/examples/semantic_segmentation/data_dataset_voc';
    const read = await areasIn(path, semanticPngReader);
    if (!read) return;
    expect(read.issues).toEqual([]);
    expect(read.dataSet.categories).toHaveLength(20);
    expect(read.areas).toEqual([
      [
        'JPEGImages/2011_000003.jpg',
        [
          ['bottle', 873],
          ['person', 32_900],
        ],
      ],
      [
        'JPEGImages/2011_000006.jpg',
        [
          ['chair', 44_306],
          ['person', 34_791],
          ['sofa', 14_002],
        ],
      ],
      [
        'JPEGImages/2011_000025.jpg',
        [
          ['bus', 118_222],
          ['car', 7256],
        ],
      ],
    ]);
    expect(await semanticPngReader.recognise(read.files)).toBe(0.5);
  });

  it('are read from a video of labelme, also without the pictures', async () => {
    const path = 'labelme_examples/examples/video_annotation/data_dataset_voc';
    const read = await areasIn(path, semanticPngReader);
    if (!read) return;
    expect(read.areas[4]).toEqual([
      'JPEGImages/00000104.jpg',
      [
        ['car', 8942],
        ['track', 66_363],
      ],
    ]);
    const alone = await areasIn(`${path}/SegmentationClassPNG`, semanticPngReader);
    expect(alone?.areas[0]).toEqual([
      '00000100.png',
      [
        ['class_1', 8942],
        ['class_2', 54_094],
      ],
    ]);
    expect(alone?.issues.map(({ severity, kind }) => [severity, kind])[0]).toEqual([
      'warning',
      'missingImage',
    ]);
  });

  it('are read from ISAT, categories and objects', async () => {
    const semantic = await areasIn('isat_coco/example', semanticPngReader);
    const instances = await areasIn('isat_coco/example', instancePngReader);
    if (!semantic || !instances) return;
    expect(semantic.issues).toEqual([]);
    expect(semantic.areas[1]).toEqual([
      'images/000000000144.jpg',
      [
        ['giraffe', 83_956],
        ['fence', 4326],
      ],
    ]);
    expect(instances.issues).toEqual([]);
    expect(instances.areas[1]).toEqual([
      'images/000000000144.jpg',
      [
        ['fence', 4326],
        ['giraffe', 16_254],
        ['giraffe', 18_856],
        ['giraffe', 48_846],
      ],
    ]);
    expect(instances.areas.map(([, objects]) => objects?.length)).toEqual([17, 4, 10, 2, 3, 6]);
  });

  it('are read from Datumaro by the colours of its dataset_meta.json', async () => {
    const path = 'datumaro_assets/common_semantic_segmentation_dataset/dataset';
    const read = await areasIn(path, semanticPngReader);
    if (!read) return;
    expect(read.issues).toEqual([]);
    expect(read.areas).toEqual([
      [
        'images/0001.png',
        [
          ['Bicyclist', 4],
          ['Road', 1],
        ],
      ],
      [
        'images/0002.png',
        [
          ['Animal', 3],
          ['Child', 2],
        ],
      ],
    ]);
  });

  it('are offered by the registry', async () => {
    expect(await formatOf('semantic-png')?.loadReader?.()).toBe(semanticPngReader);
    expect(formatOf('cutouts')?.loadReader).toBeNull();
  });
});
