import { describe, expect, it } from 'vitest';
import { sharedDataPath } from '#testing/sharedData.ts';
import { runCli } from './testing/runCli.ts';

const root = sharedDataPath('');

describe.skipIf(root === null)('data sets of other tools', () => {
  it.each([
    ['datumaro_assets/coco_dataset/coco_instances', 'coco'],
    ['datumaro_assets/coco_dataset/coco_roboflow', 'coco'],
    ['datumaro_assets/coco_dataset/coco_panoptic', 'coco-panoptic'],
    ['datumaro_assets/yolo_dataset/strict', 'yolo-detect'],
    ['datumaro_assets/voc_dataset/voc_dataset1', 'voc'],
    ['datumaro_assets/cvat_dataset/for_images', 'cvat'],
    ['datumaro_assets/datumaro_dataset', 'datumaro'],
    ['labelme_examples/legacy', 'labelme'],
    ['sa1b', 'sa1b'],
    ['via', 'via'],
  ])('%s is known for %s', async (path, format) => {
    const { out } = await runCli(['validate', '--json', `${root}/${path}`]);
    expect(JSON.parse(out)).toMatchObject({ format });
  });
});
