import { detectron2Steps } from './trainDetectron2.ts';
import { mmdetectionSteps } from './trainMmdetection.ts';
import { huggingFaceSamSteps } from './trainSam.ts';
import { ultralyticsSteps } from './trainUltralytics.ts';
import type { TrainingFolder, TrainingSteps } from './trainingFolder.ts';

/** What a training export is made for. */
export const trainers = ['ultralytics', 'huggingFaceSam', 'detectron2', 'mmdetection'] as const;

export type Trainer = (typeof trainers)[number];

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
