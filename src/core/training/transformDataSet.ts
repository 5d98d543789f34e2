import type { Provenance } from '../annotation/provenance.ts';
import type { DataSet, DataSetImage, DataSetObject } from '../dataset/dataSet.ts';
import { boxFromCorners, clipBox, type Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { areaOf, boundsOf, isEmptyMask } from '../mask/measures.ts';
import type { Prompt } from '../prompt/prompt.ts';
import { placeInOutput, type PictureTransform } from './pictureTransform.ts';
import { transformsOf, type PicturePlan } from './plans.ts';
import { transformMask } from './transformMask.ts';

/** What becomes of objects that the rim of a tile cuts, and of tiles that show none. */
export interface TileRules {
  /** 0…1: an object of which less than this share of its pixels lies in the tile is left out there. */
  readonly minVisibleShare: number;
  readonly keepsEmptyTiles: boolean; // pictures without any object keep all of theirs
}

/** A data set of new pictures, and how each is made. */
export interface TransformedDataSet {
  readonly dataSet: DataSet;
  readonly transforms: readonly PictureTransform[]; // by image of `dataSet`
}

/**
 * The data set with its pictures resized or cut. Masks follow pixel by pixel (see `transformMask`) and
 * are the master from then on, rings are dropped; boxes, areas and prompts follow, prompt points that
 * are cut off are dropped. An object that has no pixel left is left out.
 * Objects are asked for once here for tiles without the empty ones, and image by image later.
 */
export async function transformDataSet(
  source: DataSet,
  plan: PicturePlan,
  rules: TileRules,
): Promise<TransformedDataSet> {
  const transforms: PictureTransform[] = [];
  for (const [index, { size }] of source.images.entries()) {
    const all = transformsOf(index, size, plan);
    const isFiltered = plan.kind === 'tiles' && !rules.keepsEmptyTiles && all.length > 1;
    const objects = isFiltered ? await source.objectsOf(index) : [];
    const kept = all.filter((each) => objects.some((object) => isVisible(object, each, rules)));
    transforms.push(...(objects.length === 0 ? all : kept));
  }
  const dataSet = {
    name: source.name,
    categories: source.categories,
    images: imagesOf(source, transforms),
    objectsOf: async (image: number) => {
      const transform = transforms[image];
      if (transform === undefined) return [];
      const objects = await source.objectsOf(transform.source);
      return objects.flatMap((object) => transformObject(object, transform, rules) ?? []);
    },
  };
  return { dataSet, transforms };
}

/** The object in the output picture; null when too little of it is there. */
function transformObject(
  object: DataSetObject,
  transform: PictureTransform,
  rules: TileRules,
): DataSetObject | null {
  if (!isVisible(object, transform, rules)) return null;
  const mask = transformMask(object.mask, transform);
  if (isEmptyMask(mask)) return null;
  if (isIdentity(transform, object.mask.size)) return object;
  const box = object.box && clipBox(boxInOutput(object.box, transform), transform.size);
  return {
    ...object,
    mask,
    polygon: null,
    box: box && box.width > 0 && box.height > 0 ? box : null,
    statedArea: null,
    provenance: object.provenance && transformProvenance(object.provenance, transform),
  };
}

function isVisible({ mask }: DataSetObject, transform: PictureTransform, rules: TileRules) {
  const { x, y, width, height } = boundsOf(mask);
  const { crop } = transform;
  const isApart =
    x >= crop.x + crop.width ||
    y >= crop.y + crop.height ||
    x + width <= crop.x ||
    y + height <= crop.y;
  if (isApart) return false;
  const visible = areaOf(transformMask(mask, cropOnly(transform)));
  return visible > 0 && visible >= rules.minVisibleShare * areaOf(mask);
}

/** The crop alone, at the resolution of the source. */
function cropOnly({ source, crop }: PictureTransform): PictureTransform {
  const size = { width: crop.width, height: crop.height };
  return { source, crop, scaled: size, offset: { x: 0, y: 0 }, size };
}

function isIdentity({ crop, scaled, offset, size }: PictureTransform, source: Size): boolean {
  const sizes = [crop, scaled, size];
  return (
    offset.x === 0 &&
    offset.y === 0 &&
    sizes.every(({ width, height }) => width === source.width && height === source.height)
  );
}

function boxInOutput(box: Box<'image'>, transform: PictureTransform): Box<'image'> {
  const { x, y, width, height } = box;
  return boxFromCorners(
    placeInOutput({ x, y }, transform),
    placeInOutput({ x: x + width, y: y + height }, transform),
  );
}

function transformProvenance(provenance: Provenance, transform: PictureTransform): Provenance {
  return provenance.tool === 'sam'
    ? { ...provenance, prompt: transformPrompt(provenance.prompt, transform) }
    : provenance;
}

function transformPrompt({ points, box }: Prompt, transform: PictureTransform): Prompt {
  const { crop, size } = transform;
  const moved = box && clipBox(boxInOutput(box, transform), size);
  return {
    points: points
      .filter(({ at }) => isInside(at.x, crop.x, crop.width) && isInside(at.y, crop.y, crop.height))
      .map(({ at, label }) => ({ at: placeInOutput(at, transform), label })),
    box: moved && moved.width > 0 && moved.height > 0 ? moved : null,
  };
}

function isInside(value: number, from: number, extent: number): boolean {
  return value >= from && value < from + extent;
}

/** Tiles are named after their picture and their top left corner; all else keeps its name. */
function imagesOf(
  { images }: DataSet,
  transforms: readonly PictureTransform[],
): readonly DataSetImage[] {
  const taken = new Set(images.map(({ fileName }) => fileName));
  return transforms.flatMap((transform) => {
    const image = images[transform.source];
    if (!image) return [];
    if (isIdentity(transform, image.size)) return [image];
    const { crop, size } = transform;
    const isWhole = crop.width === image.size.width && crop.height === image.size.height;
    const fileName = isWhole
      ? image.fileName
      : freeName(nameOfTile(image.fileName, `${crop.x}-${crop.y}`), taken);
    taken.add(fileName);
    return [{ ...image, fileName, size, contentHash: null }];
  });
}

function nameOfTile(fileName: string, place: string): string {
  const dot = fileName.lastIndexOf('.');
  const end = dot > fileName.lastIndexOf('/') + 1 ? dot : fileName.length;
  return `${fileName.slice(0, end)}_${place}${fileName.slice(end)}`;
}

/** The name, with a number before its extension where it is in use. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = nameOfTile(wanted, String(number));
  return name;
}
