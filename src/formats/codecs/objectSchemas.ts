import * as v from 'valibot';

const finite = v.pipe(v.number(), v.finite());

/** An attribute that objects of a category can have, as `AttributeSpec`. */
export const attributeSpecSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), name: v.string(), initial: v.string() }),
  v.object({ kind: v.literal('number'), name: v.string(), initial: v.nullable(finite) }),
  v.object({ kind: v.literal('checkbox'), name: v.string(), initial: v.boolean() }),
  v.object({
    kind: v.literal('select'),
    name: v.string(),
    options: v.array(v.string()),
    initial: v.nullable(v.string()),
  }),
]);

/** What was clicked and drawn, as `Prompt`. */
export const promptSchema = v.object({
  points: v.array(
    v.object({
      at: v.object({ x: finite, y: finite }),
      label: v.picklist(['foreground', 'background']),
    }),
  ),
  box: v.nullable(v.object({ x: finite, y: finite, width: finite, height: finite })),
});
