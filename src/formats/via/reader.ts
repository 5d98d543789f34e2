import type { AttributeSpec, AttributeValue } from '#core/annotation/attributes.ts';
import { CategoryCollector } from '#core/dataset/categoryCollector.ts';
import type { DataSet, DataSetImage, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { fieldOf, isJsonObject, readJsonFile, type JsonObject } from '../codecs/jsonFile.ts';
import { besideFile, placeImage } from '../codecs/placeImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import {
  chooseCategoryAttribute,
  chosenIn,
  optionsOf,
  readValue,
  specOfMenu,
} from './readMenus.ts';
import { readShape } from './readShape.ts';
import { viaFileOf, type ViaEntry, type ViaFile } from './viaFile.ts';

/**
 * Projects and annotations of VIA 1 and 2. VIA knows no sizes of pictures, so each must be there. Which
 * attribute of regions is the category is found by its name, or it is the only one; regions without are
 * of a category `object`. Source: VIA 2, description of its project file.
 */
export const viaReader: FormatReader = { recognise, read };

const jsonName = /\.json$/iu;

async function recognise(files: InputFiles): Promise<number> {
  for (const path of files.paths.filter((each) => jsonName.test(each)).slice(0, 5)) {
    const head = files.decode(await files.headOf(path));
    if (head.includes('"_via_img_metadata"') || head.includes('"_via_settings"')) return 0.95;
    if (head.includes('"filename"') && head.includes('"regions"')) return 0.9;
  }
  return 0;
}

/** What all files have said so far. */
class Findings {
  readonly categories = new CategoryCollector();
  readonly images: DataSetImage[] = [];
  readonly objects: (readonly DataSetObject[])[] = [];
  readonly taken = new Set<string>(); // file names
  name = '';
}

async function read(files: InputFiles, context: ReadContext): Promise<DataSet> {
  const found = new Findings();
  const paths = files.paths.filter((path) => jsonName.test(path));
  for (const [i, path] of paths.entries()) {
    const report = reportOn(path, (issue) => context.report(issue));
    const value = await readJsonFile(files, report);
    if (value === undefined) continue;
    const file = viaFileOf(value);
    if (!file) {
      report.error('wrongShape', '', 'not a file of VIA');
      continue;
    }
    const progress = (share: number): void => context.progress((i + share) / paths.length);
    await readFile(files, file, { report, found, stop: () => context.stopIfAborted(), progress });
  }
  context.progress(1);
  const { name, categories, images, objects } = found;
  return {
    name,
    categories: categories.list(),
    images,
    objectsOf: (image) => Promise.resolve(objects[image] ?? []),
  };
}

interface FileSource {
  readonly report: FileReport;
  readonly found: Findings;
  stop(): void;
  progress(share: number): void;
}

async function readFile(files: InputFiles, file: ViaFile, source: FileSource): Promise<void> {
  const { report, found } = source;
  if (found.name === '') found.name = file.name;
  const legend = legendOf(file, report);
  for (const name of optionsOf(fieldOf(file.regionMenus, legend.categoryAttribute ?? ''))) {
    found.categories.add({ name, supercategory: '', color: null, attributes: legend.specs });
  }
  for (const [i, entry] of file.entries.entries()) {
    source.stop();
    source.progress(i / file.entries.length);
    const picture = await placeImage(
      files,
      { ...namesOf(entry, file, report), size: null },
      report,
    );
    if (!picture) continue;
    if (found.taken.has(picture.fileName)) {
      report.error('duplicateName', entry.path, picture.fileName);
      continue;
    }
    found.taken.add(picture.fileName);
    const tags = chosenIn(fieldOf(entry.fileAttributes, 'tags'));
    found.images.push({ ...picture, split: null, tags, contentHash: null });
    found.objects.push(objectsIn(entry, picture.size, { report, found, legend }));
  }
  reportFileAttributes(file, report);
}

/** What the words of a file mean. */
interface Legend {
  readonly categoryAttribute: string | null;
  readonly specs: readonly AttributeSpec[]; // of all categories
}

function legendOf({ entries, regionMenus }: ViaFile, report: FileReport): Legend {
  const values = new Map<string, unknown[]>(Object.keys(regionMenus).map((name) => [name, []]));
  for (const region of entries.flatMap(({ regions }) => regions)) {
    for (const [name, value] of Object.entries(wordsOf(region))) {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
  }
  const { name, isGuess } = chooseCategoryAttribute([...values.keys()]);
  if (name === null && entries.some(({ regions }) => regions.length > 0)) {
    const why = isGuess ? `none of ${[...values.keys()].join(', ')} is called like one` : 'none';
    report.warning('missingCategory', 'region_attributes', `${why}: all are "${noCategory}"`);
  }
  if (name !== null && isGuess) {
    report.warning('other', 'region_attributes', `"${name}" is taken for the category`);
  }
  const specs = [...values].flatMap(([each, all]) => {
    const spec = each === name ? null : specOfMenu(each, fieldOf(regionMenus, each), all);
    return spec ? [spec] : [];
  });
  return { categoryAttribute: name, specs };
}

function wordsOf(region: unknown): JsonObject {
  const words = isJsonObject(region) ? fieldOf(region, 'region_attributes') : undefined;
  return isJsonObject(words) ? words : {};
}

/** Names of files may be addresses or paths of another machine; the last part is tried too. */
function namesOf({ fileName, path }: ViaEntry, { folder }: ViaFile, { file }: FileReport) {
  const base = fileName.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const inFolder = folder === '' ? [] : [besideFile(file, `${folder}/${fileName}`)];
  return { names: [besideFile(file, fileName), fileName, ...inFolder, base], path };
}

const noCategory = 'object';

interface RegionSource {
  readonly report: FileReport;
  readonly found: Findings;
  readonly legend: Legend;
}

function objectsIn(entry: ViaEntry, size: Size, source: RegionSource): readonly DataSetObject[] {
  return entry.regions.flatMap((region, i) => {
    const object = readRegion(region, size, { ...source, path: `${entry.path}.regions[${i}]` });
    return object ? [object] : [];
  });
}

function readRegion(
  region: unknown,
  size: Size,
  { report, found, legend, path }: RegionSource & { readonly path: string },
): DataSetObject | null {
  const shape = isJsonObject(region) ? fieldOf(region, 'shape_attributes') : undefined;
  if (!isJsonObject(shape)) {
    report.error('wrongShape', `${path}.shape_attributes`, 'not an object');
    return null;
  }
  const reading = readShape(shape, size);
  if (!reading.isObject) {
    report.error(reading.fault, path, reading.detail);
    return null;
  }
  if (reading.isCut) report.warning('outOfImage', path);
  const words = wordsOf(region);
  const { specs, categoryAttribute } = legend;
  const name = categoryOf(words, categoryAttribute, { report, path });
  const category = found.categories.add({
    name,
    supercategory: '',
    color: null,
    attributes: specs,
  });
  const attributes = Object.entries(words).flatMap(([each, value]) => {
    if (each === categoryAttribute || each === '') return [];
    const spec = specs.find((candidate) => candidate.name === each);
    const kept = readValue(value, spec);
    return kept === null ? [] : [[each, kept] satisfies [string, AttributeValue]];
  });
  const object = { ...reading.object, category, attributes: Object.fromEntries(attributes) };
  found.categories.learn(category, object.attributes);
  return object;
}

function categoryOf(
  words: JsonObject,
  attribute: string | null,
  { report, path }: { readonly report: FileReport; readonly path: string },
): string {
  if (attribute === null) return noCategory;
  const value = fieldOf(words, attribute);
  const [first, ...more] =
    typeof value === 'object' ? chosenIn(value) : [readValue(value, undefined)];
  const at = `${path}.region_attributes`;
  if (more.length > 0) report.warning('other', at, `also ${more.join(', ')}`);
  if (first !== undefined && first !== null) return String(first);
  report.warning('missingCategory', at, `taken for "${noCategory}"`);
  return noCategory;
}

/** Words about whole files that are not read, once for each file of VIA. */
function reportFileAttributes({ entries }: ViaFile, report: FileReport): void {
  const names = new Set(
    entries.flatMap(({ fileAttributes }) =>
      Object.entries(fileAttributes).flatMap(([name, value]) =>
        name === 'tags' || readValue(value, undefined) === null ? [] : [name],
      ),
    ),
  );
  if (names.size === 0) return;
  report.warning('other', 'file_attributes', `not read: ${[...names].join(', ')}`);
}
