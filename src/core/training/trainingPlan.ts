import type { PicturePlan } from './plans.ts';
import type { Trainer } from './trainGuide.ts';
import type { TileRules } from './transformDataSet.ts';

/** What makes an export fit for training. */
export interface TrainingPlan {
  readonly trainer: Trainer;
  readonly pictures: PicturePlan;
  readonly rules: TileRules;
  /** Share of images below which a category is repeated, see `repeatFactors`. */
  readonly repeatThreshold: number;
  readonly promptCount: number; // sampled points per object
  readonly seed: number; // uint32, of the sampled points
}

/** How pictures are made fit, as it is chosen. */
export interface TrainingChoice {
  readonly isOn: boolean;
  readonly trainer: Trainer;
  readonly kind: PicturePlan['kind'];
  readonly sidePx: number;
  readonly overlapPx: number; // of tiles
}

export const trainingChoiceAtFirst: TrainingChoice = {
  isOn: false,
  trainer: 'ultralytics',
  kind: 'longestSide',
  sidePx: 1024,
  overlapPx: 128,
};

/** The trainers that read a format; none: it is not made for training. */
export function trainersOf(formatId: string): readonly Trainer[] {
  switch (formatId) {
    case 'yolo-seg':
    case 'yolo-detect':
    case 'yolo-obb':
      return ['ultralytics'];
    case 'hf-imagefolder':
      return ['huggingFaceSam'];
    case 'coco':
      return ['detectron2', 'mmdetection'];
    default:
      return [];
  }
}

/** What was chosen, for a format; null: nothing is done for training. */
export function trainingPlanOf(choice: TrainingChoice, formatId: string): TrainingPlan | null {
  const trainers = trainersOf(formatId);
  const trainer = trainers.find((each) => each === choice.trainer) ?? trainers[0];
  if (!choice.isOn || trainer === undefined) return null;
  return {
    trainer,
    pictures: picturePlanOf(choice),
    rules: { minVisibleShare: 0.1, keepsEmptyTiles: false },
    repeatThreshold: 0.05,
    promptCount: 5,
    seed: 1,
  };
}

function picturePlanOf({ kind, sidePx, overlapPx }: TrainingChoice): PicturePlan {
  switch (kind) {
    case 'asIs':
      return { kind };
    case 'longestSide':
    case 'letterbox':
      return { kind, sidePx };
    case 'tiles':
      return { kind, sidePx, overlapPx };
  }
}
