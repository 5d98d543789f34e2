import type { Redaction } from '../pixels/redact.ts';
import { trainingChoiceAtFirst, type TrainingChoice } from '../training/trainingPlan.ts';

/** Which images of the project are meant. */
export const imageChoices = ['all', 'shown', 'selected', 'done'] as const;

export type ImageChoice = (typeof imageChoices)[number];

/** What is to leave, and how; remembered from one export to the next. */
export interface ExportChoice {
  readonly formatId: string;
  readonly options: Readonly<Record<string, string | number | boolean>>; // of the format, by name
  readonly images: ImageChoice;
  readonly stripsMetadata: boolean;
  readonly pseudonymises: boolean; // file names become img-000001.jpg …
  readonly redaction: Redaction;
  /** Names of the categories whose objects nobody is to see in the pictures. */
  readonly hiddenCategories: readonly string[];
  readonly training: TrainingChoice; // for formats that trainers read
}

/** As long as nobody has chosen anything. */
export const exportChoiceAtFirst: ExportChoice = {
  formatId: 'coco',
  options: {},
  images: 'all',
  stripsMetadata: true,
  pseudonymises: false,
  redaction: 'fill',
  hiddenCategories: [],
  training: trainingChoiceAtFirst,
};
