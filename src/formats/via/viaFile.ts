import { fieldOf, isJsonObject, type JsonObject } from '../codecs/jsonFile.ts';

/** A file of VIA 1 or 2: a project, or annotations alone. */
export interface ViaFile {
  readonly entries: readonly ViaEntry[]; // in the order of the project's list
  readonly regionMenus: JsonObject;
  readonly folder: string; // of pictures, as VIA was told; '' where it was not
  readonly name: string; // of the project
}

/** One image. */
export interface ViaEntry {
  readonly path: string; // in the file
  readonly fileName: string;
  readonly regions: readonly unknown[];
  readonly fileAttributes: JsonObject;
}

/** Null where the value has nothing of VIA. */
export function viaFileOf(value: unknown): ViaFile | null {
  if (!isJsonObject(value)) return null;
  const metadata = fieldOf(value, '_via_img_metadata');
  const images = metadata === undefined ? value : metadata;
  if (!isJsonObject(images)) return null;
  const keys = orderedKeys(images, fieldOf(value, '_via_image_id_list'));
  const entries = keys.flatMap((key) => {
    const entry = entryOf(key, images[key]);
    return entry ? [entry] : [];
  });
  if (entries.length === 0 && metadata === undefined) return null;
  const settings = objectAt(value, '_via_settings');
  return {
    entries,
    regionMenus: objectAt(objectAt(value, '_via_attributes'), 'region'),
    folder: textAt(objectAt(settings, 'core'), 'default_filepath'),
    name: textAt(objectAt(settings, 'project'), 'name'),
  };
}

/** Those of the list first, as far as they are there; numbers among keys would be out of order. */
function orderedKeys(images: JsonObject, list: unknown): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(list) ? list : [];
  const known = listed.filter(
    (key): key is string => typeof key === 'string' && Object.hasOwn(images, key),
  );
  return [...new Set([...known, ...Object.keys(images)])];
}

/** VIA 1 has an object of regions, later versions a list; files by others lack file attributes. */
function entryOf(key: string, value: unknown): ViaEntry | null {
  if (!isJsonObject(value)) return null;
  const fileName = fieldOf(value, 'filename');
  if (typeof fileName !== 'string' || fileName === '') return null;
  const regions = fieldOf(value, 'regions');
  const list: readonly unknown[] = Array.isArray(regions) ? regions : [];
  return {
    path: key,
    fileName,
    regions: isJsonObject(regions) ? Object.values(regions) : list,
    fileAttributes: objectAt(value, 'file_attributes'),
  };
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = fieldOf(object, name);
  return isJsonObject(value) ? value : {};
}

function textAt(object: JsonObject, name: string): string {
  const value = fieldOf(object, name);
  return typeof value === 'string' ? value : '';
}
