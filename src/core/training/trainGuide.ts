import { detectron2Steps, mmdetectionSteps } from './trainOnCoco.ts';
import { huggingFaceSamSteps } from './trainSam.ts';
import { ultralyticsSteps } from './trainUltralytics.ts';

/** What a training export is made for. */
export const trainers = ['ultralytics', 'huggingFaceSam', 'detectron2', 'mmdetection'] as const;

export type Trainer = (typeof trainers)[number];

/** COCO labels and pictures of one split, '/'-separated paths from the folder of `TRAIN.md` on. */
export interface CocoSplit {
  readonly annotations: string; // the JSON file
  readonly images: string; // the folder that `file_name` starts from
}

/** What lies in the folder of `TRAIN.md`. */
export interface TrainingFolder {
  readonly name: string;
  readonly categories: readonly string[]; // at least one
  /** Images by split. Validation runs on the training images where there are no others. */
  readonly imageCounts: Readonly<Record<'train' | 'val' | 'test', number>>;
  readonly objectCount: number;
  /** Longest side of the pictures, px; null: of different sizes. */
  readonly imageSidePx: number | null;
  /** For Detectron2 and MMDetection; `val` null: there are no images for validation. */
  readonly coco: { readonly train: CocoSplit; readonly val: CocoSplit | null };
  /** Share of images below which a category is repeated; null: images come once each. */
  readonly repeatThreshold: number | null;
}

/** Title and commands of a trainer, as Markdown without the heading of the document. */
export interface TrainingSteps {
  readonly title: string;
  readonly body: string;
}

/**
 * `TRAIN.md`: what is in the folder and the commands that train on it, to be run in it. The same input
 * gives the same text.
 */
export function trainGuide(trainer: Trainer, folder: TrainingFolder): string {
  const { title, body } = stepsOf(trainer, folder);
  const { train, val, test } = folder.imageCounts;
  const name = folder.name.replace(/\s+/gu, ' ').trim() || 'Data set';
  const size = folder.imageSidePx === null ? '' : `, longest side ${folder.imageSidePx} px`;
  const warning =
    val === 0
      ? '\nThere are no images for validation: numbers of training tell nothing of new images.\n'
      : '';
  return `# ${name}: training with ${title}

${folder.objectCount} objects of ${folder.categories.length} categories on ${train + val + test} images
(train ${train}, val ${val}, test ${test}${size}). Run all commands in this folder, in a virtual environment.
${warning}
${body}`;
}

function stepsOf(trainer: Trainer, folder: TrainingFolder): TrainingSteps {
  switch (trainer) {
    case 'ultralytics':
      return ultralyticsSteps(folder);
    case 'huggingFaceSam':
      return huggingFaceSamSteps(folder);
    case 'detectron2':
      return detectron2Steps(folder);
    case 'mmdetection':
      return mmdetectionSteps(folder);
  }
}
