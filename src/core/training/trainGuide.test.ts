import { describe, expect, it } from 'vitest';
import { trainers, trainGuide } from './trainGuide.ts';
import type { TrainingFolder } from './trainingFolder.ts';

const folder: TrainingFolder = {
  name: 'Owls\nand hares',
  categories: ['owl', 'a "hare"'],
  imageCounts: { train: 80, val: 20, test: 0 },
  objectCount: 321,
  imageSidePx: 1000,
  coco: {
    train: { annotations: 'annotations/instances_train.json', images: 'images/train' },
    val: { annotations: 'annotations/instances_val.json', images: 'images/val' },
  },
  repeatThreshold: 0.01,
};

describe('TRAIN.md', () => {
  it.each(trainers)('says what is there, the same each time: %s', (trainer) => {
    const text = trainGuide(trainer, folder);
    expect(text).toMatch(/^# Owls and hares: training with /u);
    expect(text).toContain('321 objects of 2 categories on 100 images');
    expect(text).not.toContain('no images for validation');
    expect(text.match(/^```/gmu)?.length).toSatisfy((count: number) => count % 2 === 0);
    expect(trainGuide(trainer, folder)).toBe(text);
  });

  it('warns where there is nothing to validate on, and validates on the training images', () => {
    const bare = {
      ...folder,
      imageCounts: { train: 3, val: 0, test: 0 },
      coco: { ...folder.coco, val: null },
    };
    expect(trainGuide('ultralytics', bare)).toContain('no images for validation');
    expect(trainGuide('huggingFaceSam', bare)).toContain('data["train"]:');
    expect(trainGuide('detectron2', bare)).toContain(
      'register_coco_instances("val", {}, "annotations/instances_train.json", "images/train")',
    );
  });

  it('trains Ultralytics at a multiple of its stride', () => {
    expect(trainGuide('ultralytics', folder)).toContain(
      'yolo segment train data=data.yaml model=yolo11n-seg.pt imgsz=1024 epochs=100',
    );
  });

  it('gives Detectron2 bitmasks, the number of categories and the repeats', () => {
    const text = trainGuide('detectron2', folder);
    expect(text).toContain('NUM_CLASSES = 2\n');
    expect(text).toContain('MASK_FORMAT = "bitmask"');
    expect(text).toContain('REPEAT_THRESHOLD = 0.01');
    expect(trainGuide('detectron2', { ...folder, repeatThreshold: null })).not.toContain('REPEAT');
  });

  it('names categories as Python text for MMDetection', () => {
    const text = trainGuide('mmdetection', folder);
    expect(text).toContain('classes=("owl", "a \\"hare\\"",)');
    expect(text).toContain('oversample_thr=0.01');
  });
});
