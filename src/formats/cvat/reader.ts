import type { AttributeSpec } from '#core/annotation/attributes.ts';
import { CategoryCollector } from '#core/dataset/categoryCollector.ts';
import type { DataSet, DataSetImage, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Split } from '#core/project/split.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { placeImage, statedSize } from '../codecs/placeImage.ts';
import { textPieces } from '../codecs/textPieces.ts';
import { readXml, type XmlElement } from '../codecs/xml.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { specOf, textOf } from './attributes.ts';
import { readShape } from './readShape.ts';

/**
 * CVAT for images 1.1, of tasks and of projects with subsets; the file is read piece by piece. Shapes are
 * ordered by `z_order`. Tracks of CVAT for video are reported, they lie on no images.
 * Source: CVAT XML annotation format 1.1.
 */
export const cvatReader: FormatReader = { recognise, read };

const xmlName = /\.xml$/iu;

async function recognise(files: InputFiles): Promise<number> {
  for (const path of files.paths.filter((each) => xmlName.test(each)).slice(0, 5)) {
    const head = files.decode(await files.headOf(path));
    if (!/<annotations[\s>]/u.test(head)) continue;
    if (/<(?:version|meta|image|labels)[\s>]/u.test(head)) return 0.9;
    if (head.includes('<track ')) return 0.5;
  }
  return 0;
}

async function read(files: InputFiles, context: ReadContext): Promise<DataSet> {
  const found = new Findings();
  const paths = files.paths.filter((path) => xmlName.test(path));
  for (const [i, path] of paths.entries()) {
    context.progress(i / paths.length);
    const report = reportOn(path, (issue) => context.report(issue));
    await readFile(files, { report, found, context });
  }
  context.progress(1);
  const { images, objects, categories } = found;
  return {
    name: found.name,
    categories: categories.list(),
    images,
    objectsOf: (image) => Promise.resolve(objects[image] ?? []),
  };
}

/** What all files have said so far. */
class Findings {
  readonly categories = new CategoryCollector();
  readonly specs: AttributeSpec[][] = []; // as declared, by category
  readonly images: DataSetImage[] = [];
  readonly objects: (readonly DataSetObject[])[] = [];
  readonly taken = new Set<string>(); // file names
  name = '';
}

interface FileSource {
  readonly report: FileReport;
  readonly found: Findings;
  readonly context: ReadContext;
}

const wantedElements = new Set(['label', 'image', 'track']);

async function readFile(files: InputFiles, source: FileSource): Promise<void> {
  const { report, found, context } = source;
  const waiting: XmlElement[] = [];
  const tally = { images: 0, tracks: 0, labels: 0 };
  const visit = (element: XmlElement): void => {
    if (element.name === 'label') {
      tally.labels += 1;
      readLabel(element, found);
    } else if (element.name === 'track') tally.tracks += 1;
    else waiting.push(element);
  };
  const readWaiting = async (): Promise<void> => {
    context.stopIfAborted();
    for (const element of waiting.splice(0)) {
      await readImage(files, element, { ...source, path: `image[${tally.images}]` });
      tally.images += 1;
    }
  };
  const fault = await readXml(relayed(), wantedElements, visit);
  await readWaiting();
  if (fault !== null) report.error(fault.includes('unclosed') ? 'truncated' : 'notXml', '', fault);
  if (tally.tracks > 0) {
    const detail = `${tally.tracks} tracks of CVAT for video lie on no images; export "CVAT for images"`;
    report.error('other', 'track', detail);
  }
  if (fault === null && tally.images + tally.tracks + tally.labels === 0) {
    report.error('wrongShape', '', 'neither labels nor images of CVAT');
  }

  /** The text, with the images of each piece read before the next one comes. */
  async function* relayed(): AsyncGenerator<string, void, undefined> {
    for await (const piece of textPieces(files, report.file)) {
      yield piece;
      await readWaiting();
    }
  }
}

/** Points of skeletons have a parent and are no categories, nor is what only images are labelled with. */
function readLabel(label: XmlElement, found: Findings): void {
  const name = textOf(label, 'name');
  if (name === '' || textOf(label, 'parent') !== '' || textOf(label, 'type') === 'tag') return;
  if (found.categories.has(name)) return;
  const color = textOf(label, 'color');
  const declared = label.children.find((child) => child.name === 'attributes')?.children ?? [];
  const attributes = new Map<string, AttributeSpec>();
  for (const each of declared) {
    const spec = specOf(each);
    if (spec && !attributes.has(spec.name)) attributes.set(spec.name, spec);
  }
  const specs = [...attributes.values()];
  const index = found.categories.add({
    name,
    supercategory: '',
    color: /^#[0-9a-f]{6}$/iu.test(color) ? color : null,
    attributes: specs,
  });
  found.specs[index] = specs;
}

async function readImage(
  files: InputFiles,
  element: XmlElement,
  source: FileSource & { readonly path: string },
): Promise<void> {
  const { report, found, path } = source;
  const { name = '', subset = '', width, height } = element.attributes;
  if (name === '') {
    report.error('wrongShape', `${path}.name`, 'no name');
    return;
  }
  const isPart = subset !== '' && subset !== 'default';
  const names = isPart ? [`${subset}/${name}`, `images/${subset}/${name}`, name] : [name];
  const stated = { names, size: statedSize(width, height), path };
  const picture = await placeImage(files, stated, report);
  if (!picture) return;
  if (found.taken.has(picture.fileName)) {
    report.error('duplicateName', path, picture.fileName);
    return;
  }
  found.taken.add(picture.fileName);
  const tags = tagsOf(element);
  found.images.push({ ...picture, split: splitOf(subset), tags, contentHash: null });
  found.objects.push(objectsIn(element, { ...source, size: picture.size }));
}

function objectsIn(
  { children }: XmlElement,
  {
    report,
    found,
    path,
    size,
  }: FileSource & Pick<DataSetImage, 'size'> & { readonly path: string },
): readonly DataSetObject[] {
  const shapes = children.flatMap((child, i) => {
    if (child.name === 'tag') return [];
    const shape = readShape(child, {
      size,
      report,
      path: `${path}.${child.name}[${i}]`,
      categoryOf: (label) => found.categories.indexOf(label),
      specsOf: (category) => found.specs[category] ?? [],
    });
    if (shape) found.categories.learn(shape.object.category, shape.object.attributes);
    return shape ? [shape] : [];
  });
  return shapes.toSorted((a, b) => a.zOrder - b.zOrder).map(({ object }) => object);
}

function tagsOf({ children }: XmlElement): readonly string[] {
  const labels = children.flatMap(({ name, attributes }) =>
    name === 'tag' && attributes['label'] ? [attributes['label']] : [],
  );
  return [...new Set(labels)];
}

function splitOf(subset: string): Split | null {
  if (/^train/iu.test(subset)) return 'train';
  if (/^val/iu.test(subset)) return 'val';
  return /^test/iu.test(subset) ? 'test' : null;
}
