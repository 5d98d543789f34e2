import { outputNames } from '#core/dataset/outputNames.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import type { ImageSummary } from '#core/project/project.ts';

export interface ExportNameOptions {
  readonly pseudonymises: boolean;
  /** Images whose pixels are altered: what no JPEG was becomes a PNG. */
  readonly rewritten: ReadonlySet<ImageId>;
}

/** Where each image lies below the folder of images, in their order; stems are unique. */
export function exportNames(
  images: readonly ImageSummary[],
  { pseudonymises, rewritten }: ExportNameOptions,
): readonly string[] {
  const digits = Math.max(6, String(images.length).length);
  const names = images.map(({ id, fileName }, index) => {
    const named = rewritten.has(id) ? asRewritten(fileName) : fileName;
    if (!pseudonymises) return named;
    return `img-${String(index + 1).padStart(digits, '0')}${extensionOf(named).toLowerCase()}`;
  });
  return outputNames(names);
}

/** The names that files had and have, as CSV with a line of heads. */
export function writeNameList(
  images: readonly ImageSummary[],
  fileNames: readonly string[],
): string {
  const lines = images.map(({ fileName }, index) => [fileNames[index] ?? '', fileName]);
  return [['exported', 'original'], ...lines]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
}

function cell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asRewritten(fileName: string): string {
  const extension = extensionOf(fileName);
  if (/^\.(jpe?g|jfif|pjpeg|png)$/iu.test(extension)) return fileName;
  return `${fileName.slice(0, fileName.length - extension.length)}.png`;
}

function extensionOf(fileName: string): string {
  return /[^/](\.[^./]{1,8})$/u.exec(fileName)?.[1] ?? '';
}
