import type { DataSet, DataSetImage, DataSetObject } from '../../dataset/dataSet.ts';
import { CocoTally } from '../cocoEval/cocoTally.ts';
import { evaluatedObject, type EvaluatedShape } from '../cocoEval/iouTable.ts';
import { PanopticTally } from '../panopticQuality.ts';
import type { AlignedPredictions, Alignment } from './alignment.ts';
import { ConfusionTally } from './confusionTally.ts';
import type { EvaluationChoices } from './options.ts';
import { OutlineTally } from './outlineTally.ts';
import { pairUp } from './pairing.ts';
import type { EvaluationReport } from './report.ts';
import { scoreCurveOf } from './scoreCurve.ts';
import { categoryRows, sizeRows } from './tableRows.ts';
import { worstImageOf, WorstImages } from './worstImages.ts';

/** Gathers all that a report says, image by image. Nothing is kept of a mask. */
export class EvaluationTally {
  readonly #groundTruth: DataSet;
  readonly #options: EvaluationChoices;
  readonly #coco: ReadonlyMap<EvaluatedShape, CocoTally>;
  readonly #confusion: ConfusionTally;
  readonly #outlines = new OutlineTally();
  readonly #panoptic: PanopticTally | null;
  readonly #worst: WorstImages;
  readonly #counts = {
    images: 0,
    objects: 0,
    crowds: 0,
    predictions: 0,
    withoutScore: 0,
    onlyBoxes: 0,
    otherCategory: 0,
  };
  #areTruthsBoxes = true;

  constructor(groundTruth: DataSet, options: EvaluationChoices) {
    const { categories } = groundTruth;
    this.#groundTruth = groundTruth;
    this.#options = options;
    this.#coco = new Map(
      options.shapes.map((shape) => [shape, new CocoTally(shape, categories.length)]),
    );
    this.#confusion = new ConfusionTally(categories.map(({ name }) => name));
    this.#panoptic = options.hasPanopticQuality ? new PanopticTally(categories) : null;
    this.#worst = new WorstImages(options.worstLimit);
  }

  /** Takes an image of the ground truth with its objects, and what was predicted on it. */
  add(
    { index, image }: { readonly index: number; readonly image: DataSetImage },
    objects: readonly DataSetObject[],
    aligned: AlignedPredictions,
  ): void {
    const { iouThreshold, scoreThreshold, poorIou, hasOutlines } = this.#options;
    this.#count(objects, aligned);
    const truths = objects.map((object, i) => ({ index: i, seen: evaluatedObject(object) }));
    const found = aligned.predictions.map(({ seen }) => seen);
    for (const tally of this.#coco.values()) {
      tally.add(
        truths.map(({ seen }) => seen),
        found,
      );
    }
    const counted = aligned.predictions.filter(
      ({ seen }) => (seen.object.score ?? 0) >= scoreThreshold,
    );
    const pairing = pairUp(truths, counted, iouThreshold);
    this.#confusion.add(pairing);
    if (hasOutlines) this.#outlines.add(pairing);
    this.#worst.add(worstImageOf({ image: index, fileName: image.fileName }, pairing, poorIou));
    this.#panoptic?.add(
      image.size,
      objects.map((each) => ({ ...each, statedArea: null })), // pixels count, not areas of polygons
      counted.map(({ seen }) => seen.object).toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0)),
    );
  }

  /** @param name of the data set of the predictions */
  report(
    name: string,
    { unknownCategories, unknownImages, otherSizes }: Alignment,
  ): EvaluationReport {
    const counts = this.#counts;
    const areBoxes =
      (this.#areTruthsBoxes && counts.objects > 0) ||
      (counts.onlyBoxes === counts.predictions && counts.predictions > 0);
    const shapes = this.#options.shapes.filter((shape) => shape === 'bbox' || !areBoxes);
    const evaluationOf = (shape: EvaluatedShape) =>
      shapes.includes(shape) ? (this.#coco.get(shape)?.evaluation() ?? null) : null;
    const coco = {
      segm: evaluationOf('segm'),
      bbox: evaluationOf('bbox'),
      boundary: evaluationOf('boundary'),
    };
    const table = coco.segm ?? coco.bbox ?? coco.boundary;
    const matches = table && this.#coco.get(table.shape)?.matches();
    return {
      version: 1,
      groundTruth: this.#groundTruth.name,
      predictions: name,
      options: this.#options,
      counts: { ...counts, unknownCategories, unknownImages, otherSizes },
      coco: {
        segm: coco.segm?.summary ?? null,
        bbox: coco.bbox?.summary ?? null,
        boundary: coco.boundary?.summary ?? null,
      },
      tableShape: table?.shape ?? null,
      categories: table ? categoryRows(this.#groundTruth, table) : [],
      sizes: table ? sizeRows(table) : [],
      scoreCurve: matches ? scoreCurveOf(matches, this.#options.iouThreshold) : null,
      confusion: this.#confusion.matrix(),
      outlines: this.#outlines.quality(),
      panoptic: areBoxes ? null : (this.#panoptic?.quality() ?? null),
      worst: this.#worst.list(),
    };
  }

  #count(
    truths: readonly DataSetObject[],
    { predictions, otherCategory }: AlignedPredictions,
  ): void {
    const counts = this.#counts;
    const crowds = truths.filter(({ isCrowd }) => isCrowd).length;
    counts.images += 1;
    counts.crowds += crowds;
    counts.objects += truths.length - crowds;
    counts.predictions += predictions.length;
    counts.withoutScore += predictions.filter(({ hasScore }) => !hasScore).length;
    counts.onlyBoxes += predictions.filter(({ seen }) => seen.object.isBoxOnly).length;
    counts.otherCategory += otherCategory;
    if (truths.some(({ isBoxOnly }) => !isBoxOnly)) this.#areTruthsBoxes = false;
  }
}
