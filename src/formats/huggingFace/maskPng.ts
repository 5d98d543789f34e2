import type { Size } from '#core/geometry/size.ts';
import type { Rle } from '#core/mask/rle.ts';
import { reportOn } from '../codecs/fileReport.ts';
import { masksOfLabels } from '../codecs/masksOfLabels.ts';
import { decodePng } from '../codecs/png.ts';
import type { InputFiles, ReadContext } from '../format.ts';

/** What a picture of masks shows, see `instancePng`. */
export interface MaskPng {
  readonly size: Size;
  readonly instances: readonly MaskInstance[];
}

interface MaskInstance {
  readonly number: number; // green + 256 · blue
  readonly categoryId: number; // red − 1
  readonly mask: Rle;
}

/** Null where there is no such picture or it is damaged, which is then reported. */
export async function readMaskPng(
  {
    files,
    context,
    paths,
  }: {
    readonly files: InputFiles;
    readonly context: ReadContext;
    readonly paths: ReadonlySet<string>;
  },
  path: string,
): Promise<MaskPng | null> {
  const report = reportOn(path, (issue) => context.report(issue));
  if (!paths.has(path)) {
    report.error('missingFile', '');
    return null;
  }
  const png = decodePng(await files.bytesOf(path));
  if (!png) {
    report.error('notPng', '');
    return null;
  }
  const { size, channels, data } = png;
  if (channels < 3 || data instanceof Uint16Array) {
    report.error('wrongShape', '', `${channels} channels`);
    return null;
  }
  const at = (pixel: number, channel: number): number => data[pixel * channels + channel] ?? 0;
  const masks = masksOfLabels(
    size,
    (pixel) => at(pixel, 0) * 65_536 + at(pixel, 2) * 256 + at(pixel, 1),
  );
  const instances = Array.from(masks, ([label, mask]) => ({
    number: label % 65_536,
    categoryId: Math.floor(label / 65_536) - 1,
    mask,
  }));
  return { size, instances: instances.filter(({ categoryId }) => categoryId >= 0) };
}
