import type { DataSet, DataSetObject } from '../dataset/dataSet.ts';
import { seededRandom } from '../division/seededRandom.ts';
import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { areaOf, boundsOf } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import type { Prompt } from '../prompt/prompt.ts';

/** What to ask a model of the SAM family for one object with. */
export interface ObjectPrompts {
  /** As it was clicked and drawn when the mask was made; null: no model made it. */
  readonly clicked: Prompt | null;
  readonly box: Box<'image'>; // around the mask, or as stated
  readonly sampled: readonly Point<'image'>[]; // centres of pixels of the mask, each once
}

/**
 * The prompts of an object. The same seed gives the same points.
 *
 * @param count of sampled points; fewer where the mask has fewer pixels
 * @param seed uint32
 */
export function promptsOf(object: DataSetObject, count: number, seed: number): ObjectPrompts {
  const { mask, box, provenance } = object;
  return {
    clicked: provenance?.tool === 'sam' ? provenance.prompt : null,
    box: box ?? boundsOf(mask),
    sampled: sampledPoints(mask, count, seededRandom(seed)),
  };
}

/** Pixels of the mask, each as likely as any, without doubles. Source: Floyd's sampling. */
function sampledPoints(mask: Rle, count: number, random: () => number): readonly Point<'image'>[] {
  const area = areaOf(mask);
  const chosen = new Set<number>();
  for (let last = Math.max(0, area - count); last < area; last += 1) {
    const pick = Math.floor(random() * (last + 1));
    chosen.add(chosen.has(pick) ? last : pick);
  }
  const centres = centresOf(
    mask,
    [...chosen].toSorted((a, b) => a - b),
  );
  return [...chosen].flatMap((pick) => centres.get(pick) ?? []);
}

/** The centres of the pixels with these numbers, ascending, counted through the foreground. */
function centresOf(mask: Rle, numbers: readonly number[]): ReadonlyMap<number, Point<'image'>> {
  const { counts, size } = mask;
  const centres = new Map<number, Point<'image'>>();
  let run = 0;
  let position = 0; // where the run begins, column by column
  let passed = 0; // foreground before the run
  for (const number of numbers) {
    for (; run < counts.length; run += 1) {
      const length = counts[run] ?? 0;
      if (run % 2 === 1 && number < passed + length) break;
      if (run % 2 === 1) passed += length;
      position += length;
    }
    const pixel = position + number - passed;
    const column = Math.floor(pixel / size.height);
    centres.set(number, { x: column + 0.5, y: (pixel % size.height) + 0.5 });
  }
  return centres;
}

/**
 * `prompts.jsonl`, one object a line, numbered from 1 through all images as in COCO files: points as
 * [x, y] in px of the image, labels 1 foreground and 0 background, boxes as x0, y0, x1, y1, as
 * `SamProcessor` takes them. `clicked_…` are absent where no model made the mask. Crowds are left out,
 * their numbers too stay theirs.
 *
 * @param fileNames where each image lies
 */
export async function* promptLines(
  dataSet: DataSet,
  fileNames: readonly string[],
  { count, seed }: { readonly count: number; readonly seed: number },
): AsyncGenerator<string, void, undefined> {
  let id = 0;
  for (const image of dataSet.images.keys()) {
    for (const object of await dataSet.objectsOf(image)) {
      id += 1;
      if (object.isCrowd) continue;
      const prompts = promptsOf(object, count, (seed + Math.imul(id, 0x9e3779b1)) >>> 0);
      const row = {
        annotation_id: id,
        file_name: fileNames[image] ?? '',
        category: dataSet.categories[object.category]?.name ?? '',
        box: cornersOf(prompts.box),
        points: prompts.sampled.map(({ x, y }) => [x, y]),
        labels: prompts.sampled.map(() => 1),
        ...clickedOf(prompts.clicked),
      };
      yield `${JSON.stringify(row)}\n`;
    }
  }
}

function clickedOf(clicked: Prompt | null): object {
  if (!clicked) return {};
  return {
    clicked_points: clicked.points.map(({ at }) => [at.x, at.y]),
    clicked_labels: clicked.points.map(({ label }) => (label === 'foreground' ? 1 : 0)),
    clicked_box: clicked.box && cornersOf(clicked.box),
  };
}

function cornersOf({ x, y, width, height }: Box<'image'>): readonly number[] {
  return [x, y, x + width, y + height];
}
