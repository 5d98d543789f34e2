import type { Prompt } from '../prompt/prompt.ts';

/** Where a mask came from; kept so that a data set can tell model work from hand work. */
export type Provenance = ModelProvenance | HandProvenance;

/** A mask that a model proposed and a person accepted. */
export interface ModelProvenance {
  readonly tool: 'sam';
  readonly modelId: string;
  readonly prompt: Prompt; // as it was when the mask was accepted
  readonly predictedIou: number;
  readonly stabilityScore: number;
  /** Whether a hand altered the mask since; absent: no. */
  readonly isReworked?: boolean;
}

/**
 * The tools of the hand that make a mask; `operation`: of other objects, as a union or a part;
 * `import`: it came with a file of annotations that does not say how it was made.
 */
export const handTools = [
  'brush',
  'polygon',
  'rectangle',
  'ellipse',
  'wand',
  'scissors',
  'operation',
  'import',
] as const;

export type HandTool = (typeof handTools)[number];

/** A mask that a person drew. */
export interface HandProvenance {
  readonly tool: HandTool;
}

/** The provenance of a mask after a hand altered it: the model is still named, the work too. */
export function reworked(provenance: Provenance): Provenance {
  return provenance.tool === 'sam' ? { ...provenance, isReworked: true } : provenance;
}
