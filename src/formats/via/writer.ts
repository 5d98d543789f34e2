import type { AttributeSpec } from '#core/annotation/attributes.ts';
import { bridgedOutlineOf } from '#core/dataset/bridgedOutline.ts';
import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Loss } from '#core/dataset/loss.ts';
import { unsaidOfObject, unsaidOfSet, type Sayable } from '#core/dataset/unsaidLosses.ts';
import { invariant } from '#core/failure.ts';
import { boundsOf } from '#core/mask/measures.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';
import {
  categoryAttribute,
  isSayable,
  regionMenus,
  sharedSpecs,
  valueFor,
} from './attributeMenus.ts';

/**
 * A project of VIA 2, `via_project.json`, with pictures under `images/`. Regions are polygons of one
 * ring, slits joining holes and parts, or rectangles where only the box is known; the attribute `class`
 * says the category. The size of a picture's file is −1, "not known", as for files that VIA knows by
 * name only. Tags are the attribute `tags` of a file. Source: VIA 2.0.10, description of its project file.
 */
export const viaWriter: FormatWriter = { write: writeFiles };

const said: ReadonlySet<Sayable> = new Set(['attributes', 'attributeSpecs', 'tags']);

async function* writeFiles(
  dataSet: DataSet,
  context: WriteContext,
): AsyncGenerator<OutputFile, void, undefined> {
  yield { path: 'via_project.json', content: { kind: 'text', text: projectOf(dataSet, context) } };
  if (!context.options.hasPictures) return;
  for (const image of dataSet.images.keys()) {
    const path = `images/${fileNameOf(context, image)}`;
    yield { path, content: { kind: 'picture', image } };
  }
}

function fileNameOf({ fileNames }: WriteContext, image: number): string {
  const fileName = fileNames[image];
  invariant(fileName !== undefined, 'every exported image has a place');
  return fileName;
}

async function* projectOf(
  dataSet: DataSet,
  context: WriteContext,
): AsyncGenerator<string, void, undefined> {
  for (const loss of [...unsaidOfSet(dataSet, said), ...lossesOfSpecs(dataSet)]) context.lose(loss);
  const { name, categories, images } = dataSet;
  yield `{"_via_settings":${JSON.stringify(settingsOf(name))},\n"_via_img_metadata":{`;
  const keys = images.map((_, image) => `${fileNameOf(context, image)}${unknownSize}`);
  for (const [image, { tags }] of images.entries()) {
    const entry = {
      filename: fileNameOf(context, image),
      size: unknownSize,
      regions: await regionsOf(dataSet, image, context),
      file_attributes: tags.length > 0 ? { tags: choicesOf(tags, true) } : {},
    };
    const key = JSON.stringify(keys[image]);
    yield `${image === 0 ? '' : ','}\n${key}:${JSON.stringify(entry)}`;
  }
  const tags = [...new Set(images.flatMap((image) => image.tags))];
  const options = { options: choicesOf(tags, ''), default_options: {} };
  const tagMenu = { tags: { type: 'checkbox', description: '', ...options } };
  const menus = { region: regionMenus(categories), file: tags.length > 0 ? tagMenu : {} };
  yield `},\n"_via_attributes":${JSON.stringify(menus)},\n`;
  yield `"_via_data_format_version":"2.0.10",\n"_via_image_id_list":${JSON.stringify(keys)}}\n`;
}

const unknownSize = -1; // bytes

function choicesOf(names: readonly string[], value: string | boolean): object {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** What VIA begins with, but for the label of regions, the folder of pictures and the project's name. */
function settingsOf(name: string): object {
  return {
    ui: {
      annotation_editor_height: 25,
      annotation_editor_fontsize: 0.8,
      leftsidebar_width: 18,
      image_grid: {
        img_height: 80,
        rshape_fill: 'none',
        rshape_fill_opacity: 0.3,
        rshape_stroke: 'yellow',
        rshape_stroke_width: 2,
        show_region_shape: true,
        show_image_policy: 'all',
      },
      image: {
        region_label: categoryAttribute,
        region_color: categoryAttribute,
        region_label_font: '10px Sans',
        on_image_annotation_editor_placement: 'NEAR_REGION',
      },
    },
    core: { buffer_size: 18, filepath: {}, default_filepath: './images/' },
    project: { name },
  };
}

async function regionsOf(
  dataSet: DataSet,
  image: number,
  { options, lose }: WriteContext,
): Promise<readonly object[]> {
  const objects = await dataSet.objectsOf(image);
  const specs = new Map(sharedSpecs(dataSet.categories).map((spec) => [spec.name, spec]));
  return objects.map((each, object) => {
    const { shape, losses } = shapeOf(each, options.tolerancePx);
    for (const loss of losses) lose({ ...loss, image, object });
    for (const loss of unsaidOfObject(each, said)) lose({ ...loss, image, object });
    const { attributes, lost } = attributesOf(each, specs);
    if (lost !== '') lose({ kind: 'attributeDropped', image, object, detail: lost });
    const category = dataSet.categories[each.category]?.name ?? '';
    return {
      shape_attributes: shape,
      region_attributes: Object.fromEntries([[categoryAttribute, category], ...attributes]),
    };
  });
}

interface ViaShape {
  readonly shape: object;
  readonly losses: readonly Pick<Loss, 'kind' | 'detail'>[];
}

function shapeOf(object: DataSetObject, tolerancePx: number): ViaShape {
  if (object.isBoxOnly) {
    const { x, y, width, height } = object.box ?? boundsOf(object.mask);
    return { shape: { name: 'rect', x, y, width, height }, losses: [] };
  }
  const { ring, losses } = bridgedOutlineOf(object, tolerancePx);
  const shape = {
    name: 'polygon',
    all_points_x: Array.from(ring.points.filter((_, i) => i % 2 === 0)),
    all_points_y: Array.from(ring.points.filter((_, i) => i % 2 === 1)),
  };
  return { shape, losses };
}

/** Values as VIA has them; text that is empty is no value there. */
function attributesOf(object: DataSetObject, specs: ReadonlyMap<string, AttributeSpec>) {
  const all = Object.entries(object.attributes);
  const kept = all.filter(([name, value]) => name !== categoryAttribute && value !== '');
  const attributes = kept.map(([name, value]) => [name, valueFor(value, specs.get(name))] as const);
  const lost = all.flatMap(([name, value]) =>
    name !== categoryAttribute && isSayable(value, specs.get(name)) ? [] : [name],
  );
  return { attributes, lost: lost.join(', ') };
}

/** Attributes that VIA, which has one list for all categories, cannot offer as they are. */
function* lossesOfSpecs({ categories }: DataSet): Generator<Loss, void, undefined> {
  const offered = new Map(sharedSpecs(categories).map((spec) => [spec.name, JSON.stringify(spec)]));
  for (const { name, attributes } of categories) {
    const lost = attributes.filter((spec) => offered.get(spec.name) !== JSON.stringify(spec));
    if (lost.length === 0) continue;
    const detail = `what ${name} can be said to be: ${lost.map((spec) => spec.name).join(', ')}`;
    yield { kind: 'attributeDropped', image: null, object: null, detail };
  }
}
