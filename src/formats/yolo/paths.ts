/** Whether a file may hold labels, by its name. */
export function isLabelPath(path: string): boolean {
  if (!path.toLowerCase().endsWith('.txt') || isNameList(path)) return false;
  return isInLabelFolder(path) || !isListPath(path);
}

/** Whether a file lists the pictures of a split. */
export function isListPath(path: string): boolean {
  return /^(?:autosplit_)?(?:train|val|valid|validation|test|trainval)\.txt$/iu.test(nameOf(path));
}

/** Whether a file holds names of classes, one a line. */
export function isNameList(path: string): boolean {
  const name = nameOf(path).toLowerCase();
  return name.endsWith('.names') || nameLists.has(name);
}

const nameLists = new Set([
  'classes.txt',
  'predefined_classes.txt',
  'labels.txt',
  '_darknet.labels',
]);

const labelFolders = /(^|\/)(labels|labeltxt|annotations|obj_[a-z]+_data)(?=\/)/giu;

export function isInLabelFolder(path: string): boolean {
  return path.search(labelFolders) >= 0;
}

export function isPicture(path: string): boolean {
  return /\.(?:jpe?g|jfif|png|bmp|webp|tiff?|gif|avif|heic|dng|mpo|pfm)$/iu.test(path);
}

/** The path of the picture that a label file is of, without the extension. */
export function pictureStem(labelPath: string): string {
  const [last] = [...labelPath.matchAll(labelFolders)].slice(-1);
  const stem = stemOf(labelPath);
  const [, before = '', folder = ''] = last ?? [];
  if (!last || /^obj_/iu.test(folder)) return stem;
  const start = last.index + before.length;
  const images = /^[A-Z]/u.test(folder) ? 'Images' : 'images';
  return `${stem.slice(0, start)}${images}${stem.slice(start + folder.length)}`;
}

/** A path without the extension of the file. */
export function stemOf(path: string): string {
  return path.replace(/\.[^./]*$/u, '');
}

/** What stands behind the last slash. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
