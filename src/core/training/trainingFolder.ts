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

/** Text as Python takes it: JSON's escapes are Python's too. */
export function pythonText(text: string): string {
  return JSON.stringify(text);
}
