import type { DataSet } from '#core/dataset/dataSet.ts';
import { outputNames } from '#core/dataset/outputNames.ts';
import { isSameSize } from '#core/geometry/size.ts';
import type { PictureTransform } from '#core/training/pictureTransform.ts';
import { transformDataSet } from '#core/training/transformDataSet.ts';
import type { ExportPlan } from './exporter.ts';

/** What is written: the planned images, or the pictures that are made of them for training. */
export interface OutputSet {
  readonly dataSet: DataSet;
  readonly fileNames: readonly string[];
  /** By image: how its picture is made; null: it is that of the planned image as it is. */
  readonly transforms: readonly (PictureTransform | null)[];
  readonly sources: readonly number[]; // by image, index in the plan
}

/** @param source the planned data set; its objects are asked for once here where tiles are cut */
export async function outputSetOf(plan: ExportPlan, source: DataSet): Promise<OutputSet> {
  if (plan.training === null) {
    return {
      dataSet: source,
      fileNames: plan.fileNames,
      transforms: plan.fileNames.map(() => null),
      sources: [...plan.fileNames.keys()],
    };
  }
  const { pictures, rules } = plan.training;
  const { dataSet, transforms } = await transformDataSet(source, pictures, rules);
  const kept = transforms.map((each) => (isKept(each, source) ? null : each));
  const fileNames = outputNames(
    dataSet.images.map(({ fileName }, image) => (kept[image] ? writtenName(fileName) : fileName)),
  );
  const images = dataSet.images.map((image, index) => ({
    ...image,
    fileName: fileNames[index] ?? image.fileName,
  }));
  return {
    dataSet: { ...dataSet, images },
    fileNames,
    transforms: kept,
    sources: transforms.map((each) => each.source),
  };
}

function isKept({ source, crop, scaled, size }: PictureTransform, { images }: DataSet): boolean {
  const own = images[source]?.size;
  return own !== undefined && [crop, scaled, size].every((each) => isSameSize(each, own));
}

/** What is written anew is a JPEG or a PNG. */
function writtenName(fileName: string): string {
  if (/\.(jpe?g|jfif|pjpeg|png)$/iu.test(fileName)) return fileName;
  return fileName.replace(/(?:\.[^./]{1,8})?$/u, '.png');
}
