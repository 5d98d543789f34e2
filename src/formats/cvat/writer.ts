import type { AttributeSpec } from '#core/annotation/attributes.ts';
import type { DataSet, DataSetImage, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Loss } from '#core/dataset/loss.ts';
import { unsaidOfObject, unsaidOfSet, type Sayable } from '#core/dataset/unsaidLosses.ts';
import { invariant } from '#core/failure.ts';
import type { Split } from '#core/project/split.ts';
import { escapeXml } from '../codecs/xml.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';
import { attributeLines, valueOfText } from './attributes.ts';
import { geometryOf } from './geometry.ts';

/**
 * CVAT for images 1.1: `annotations.xml`, pictures under `images/`, those of a split in a folder of its
 * subset, as CVAT writes a project. Masks are runs, row by row in their box; a ring that somebody drew is
 * a polygon. `mixed` writes polygons wherever one ring says the mask exactly, `polygon` everywhere, with
 * slits between rings.
 * Source: CVAT XML annotation format 1.1.
 */
export const cvatWriter: FormatWriter = { write: writeFiles };

const said: ReadonlySet<Sayable> = new Set([
  'attributes',
  'attributeSpecs',
  'color',
  'group',
  'tags',
  'split',
]);

async function* writeFiles(
  dataSet: DataSet,
  context: WriteContext,
): AsyncGenerator<OutputFile, void, undefined> {
  yield { path: 'annotations.xml', content: { kind: 'text', text: xmlOf(dataSet, context) } };
  if (!context.options.hasPictures) return;
  for (const [image, { split }] of dataSet.images.entries()) {
    const folder = split === null ? 'images' : `images/${subsets[split]}`;
    const path = `${folder}/${fileNameOf(context, image)}`;
    yield { path, content: { kind: 'picture', image } };
  }
}

const subsets: Readonly<Record<Split, string>> = {
  train: 'Train',
  val: 'Validation',
  test: 'Test',
};

function fileNameOf({ fileNames }: WriteContext, image: number): string {
  const fileName = fileNames[image];
  invariant(fileName !== undefined, 'every exported image has a place');
  return fileName;
}

async function* xmlOf(
  dataSet: DataSet,
  context: WriteContext,
): AsyncGenerator<string, void, undefined> {
  for (const loss of unsaidOfSet(dataSet, said)) context.lose(loss);
  yield '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n';
  yield* metaOf(dataSet, context.createdAt);
  for (const [image, record] of dataSet.images.entries()) {
    yield imageTag(record, image, fileNameOf(context, image));
    const groups = new Map<string, number>();
    for (const [object, each] of (await dataSet.objectsOf(image)).entries()) {
      const specs = dataSet.categories[each.category]?.attributes ?? [];
      const { tag, attributes, losses } = geometryOf(each, context.options);
      for (const loss of [...losses, ...lossesOf(each, specs)]) {
        context.lose({ ...loss, image, object });
      }
      const all = {
        label: dataSet.categories[each.category]?.name ?? '',
        source: each.provenance?.tool === 'sam' ? 'semi-auto' : 'manual',
        occluded: each.attributes['occluded'] === true ? 1 : 0,
        ...attributes,
        z_order: object,
        ...groupOf(each, groups),
      };
      yield elementOf(tag, all, each);
    }
    for (const tag of record.tags) {
      yield `    <tag label="${escapeXml(tag)}" source="manual">\n    </tag>\n`;
    }
    yield '  </image>\n';
  }
  yield '</annotations>\n';
}

function* metaOf(
  { name, categories, images }: DataSet,
  createdAt: number,
): Generator<string, void, undefined> {
  const date = new Date(createdAt).toISOString().replace('T', ' ').replace('Z', '000+00:00');
  yield '  <meta>\n    <task>\n';
  yield `      <name>${escapeXml(name)}</name>\n      <size>${images.length}</size>\n`;
  yield '      <mode>annotation</mode>\n      <overlap>0</overlap>\n';
  yield `      <created>${date}</created>\n      <updated>${date}</updated>\n      <labels>\n`;
  const names = new Set(categories.map((category) => category.name));
  for (const category of categories) yield* labelOf(category.name, category);
  const tags = new Set(images.flatMap((image) => image.tags.filter((tag) => !names.has(tag))));
  for (const tag of tags) yield* labelOf(tag, null);
  yield `      </labels>\n    </task>\n    <dumped>${date}</dumped>\n  </meta>\n`;
}

/** @param category null for a label of images */
function* labelOf(
  name: string,
  category: {
    readonly color: string | null;
    readonly attributes: readonly AttributeSpec[];
  } | null,
): Generator<string, void, undefined> {
  const color = category?.color ?? null;
  yield `        <label>\n          <name>${escapeXml(name)}</name>\n`;
  if (color !== null) yield `          <color>${escapeXml(color)}</color>\n`;
  yield `          <type>${category ? 'any' : 'tag'}</type>\n          <attributes>\n`;
  for (const spec of category?.attributes ?? []) {
    yield attributeLines(spec)
      .map((line) => `            ${line}\n`)
      .join('');
  }
  yield '          </attributes>\n        </label>\n';
}

/** Frames are counted from 0, as CVAT does. */
function imageTag({ size, split }: DataSetImage, id: number, fileName: string): string {
  const subset = split === null ? '' : ` subset="${subsets[split]}"`;
  const { width, height } = size;
  const name = escapeXml(fileName);
  return `  <image id="${id}" name="${name}"${subset} width="${width}" height="${height}">\n`;
}

function elementOf(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  object: DataSetObject,
): string {
  const words = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escapeXml(`${value}`)}"`,
  );
  const values = Object.entries(object.attributes).map(
    ([name, value]) =>
      `      <attribute name="${escapeXml(name)}">${escapeXml(String(value))}</attribute>\n`,
  );
  return `    <${tag}${words.join('')}>\n${values.join('')}    </${tag}>\n`;
}

/** Groups of an image are numbered from 1 as they come. */
function groupOf(
  { group }: DataSetObject,
  groups: Map<string, number>,
): { readonly group_id?: number } {
  if (group === null) return {};
  const id = groups.get(group) ?? groups.size + 1;
  groups.set(group, id);
  return { group_id: id };
}

function* lossesOf(
  object: DataSetObject,
  specs: readonly AttributeSpec[],
): Generator<Pick<Loss, 'kind' | 'detail'>, void, undefined> {
  yield* unsaidOfObject(object, said);
  const changed = Object.entries(object.attributes).flatMap(([name, value]) => {
    const spec = specs.find((each) => each.name === name);
    if (valueOfText(String(value).trim(), spec) === value) return [];
    return [typeof value === 'string' ? name : `${name} (as text)`];
  });
  if (changed.length > 0) yield { kind: 'attributeDropped', detail: changed.join(', ') };
}
