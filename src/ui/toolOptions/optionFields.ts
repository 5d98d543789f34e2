import type { ComponentType } from 'react';
import type { ToolId } from '#store/sessionStore.ts';
import { VerticesOptions } from '../shapes/VerticesOptions.tsx';
import { BrushShapeField } from './BrushShapeField.tsx';
import { BrushSizeField } from './BrushSizeField.tsx';
import { DrawModeField } from './DrawModeField.tsx';
import { WandFields } from './WandFields.tsx';

/** One part of the bar. */
export interface OptionField {
  readonly id: string; // unique in its list
  readonly Field: ComponentType;
}

const drawMode: OptionField = { id: 'drawMode', Field: DrawModeField };
const brush: readonly OptionField[] = [
  { id: 'size', Field: BrushSizeField },
  { id: 'shape', Field: BrushShapeField },
];

/** The fields of each tool that can be set, from left to right; an empty list shows the hint alone. */
export const optionFields: Readonly<Partial<Record<ToolId, readonly OptionField[]>>> = {
  brush,
  eraser: brush,
  polygon: [drawMode],
  rectangle: [drawMode],
  ellipse: [drawMode],
  wand: [drawMode, { id: 'wand', Field: WandFields }],
  scissors: [drawMode],
  slice: [],
  punch: [],
  vertices: [{ id: 'outline', Field: VerticesOptions }],
};
