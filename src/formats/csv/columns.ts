/**
 * The columns of `objects.csv`. Lengths are image px, `x` and `y` the top left corner of the box, `area`
 * is as it is stated, else the number of pixels. `parts` and `holes` count those of the mask. `counts` are run
 * lengths column by column, background first, parted by spaces; `rings` is JSON, a list of x0, y0, x1,
 * y1, … per ring, filled even-odd. `prompt` and `attributes` are JSON. Empty cells say nothing.
 */
export const objectColumns = [
  'image',
  'image_width',
  'image_height',
  'category',
  'id',
  'name',
  'x',
  'y',
  'width',
  'height',
  'area',
  'parts',
  'holes',
  'score',
  'predicted_iou',
  'stability_score',
  'tool',
  'model',
  'prompt',
  'is_reworked',
  'is_crowd',
  'is_box_only',
  'group',
  'attributes',
  'counts',
  'rings',
] as const;

export type ObjectColumn = (typeof objectColumns)[number];

/** The columns of `images.csv`, one row per image, those without objects too. `tags` is JSON. */
export const imageColumns = [
  'image',
  'width',
  'height',
  'split',
  'tags',
  'sha256',
  'objects',
] as const;

/** The columns of `categories.csv`. `attributes` is JSON. */
export const categoryColumns = ['category', 'supercategory', 'color', 'attributes'] as const;
