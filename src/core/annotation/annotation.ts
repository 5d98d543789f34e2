import type { Rle } from '../mask/rle.ts';
import type { Prompt } from '../prompt/prompt.ts';
import type { AnnotationId, CategoryId, ImageId } from './ids.ts';

/** Where a mask came from; kept so that a data set can tell model work from hand work. */
export interface Provenance {
  readonly tool: 'sam';
  readonly modelId: string;
  readonly prompt: Prompt; // as it was when the mask was accepted
  readonly predictedIou: number;
  readonly stabilityScore: number;
}

/** One labelled object on one image. The mask at image resolution is the master of its geometry. */
export interface Annotation {
  readonly id: AnnotationId;
  readonly imageId: ImageId;
  readonly categoryId: CategoryId;
  readonly mask: Rle; // never empty
  readonly name: string; // '' shows the category's name instead
  readonly color: string | null; // CSS hex; null takes the category's
  readonly isHidden: boolean;
  readonly order: number; // place in the list and in exports, ascending, unique on its image
  readonly createdAt: number; // ms since 1970, UTC
  readonly provenance: Provenance;
}
