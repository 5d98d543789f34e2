import type { DataSet } from '#core/dataset/dataSet.ts';

/** The dataset card: what is in the folder, and the line that loads it. */
export function cardOf({ name, images, categories }: DataSet): string {
  return `---
pretty_name: ${JSON.stringify(name)}
task_categories:
- image-segmentation
- object-detection
---

# ${name.replace(/\s+/gu, ' ')}

${images.length} images, ${categories.length} categories.

\`\`\`python
from datasets import load_dataset

data_set = load_dataset("imagefolder", data_dir="path/to/this/folder")
\`\`\`

- \`image\`: the picture.
- \`mask\`: a picture of three channels. Red is the category's id + 1 (0: background, so train with
  \`do_reduce_labels=True\`), green the number of the object from 1, blue 0; beyond 255 objects the
  number is green + 256 · blue. Where objects overlap, the later one is in front.
- \`objects\`: lists of equal length, one entry per object. \`id\` from 1, \`bbox\` as x, y, width, height in
  pixels, \`categories\` as ids of \`id2label.json\`, \`area\` in pixels, \`iscrowd\`, \`rle\` (the whole mask
  as compressed counts of COCO, size \`[height, width]\`; empty where only the box is known), \`attributes\` as JSON.
- \`id2label.json\`: the names of the categories by id, from 0.
`;
}
