import { LossCounter, type LossSummary } from '#core/dataset/loss.ts';
import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { ExportChoice } from '#core/project/exportChoice.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { trainingPlanOf } from '#core/training/trainingPlan.ts';
import type { ExportHost, ExportPlan, FormatInfo } from '#formats/worker/exporter.ts';
import { readImage } from '../readImage.ts';
import type { Services } from '../services.ts';
import { exportNames } from './exportNames.ts';
import { chosenImages, projectDataSet, type ProjectDataSet } from './projectDataSet.ts';
import { writeOptionsOf } from './writeOptions.ts';

/** All that an export of the open project needs. */
export interface PlannedExport {
  readonly plan: ExportPlan;
  readonly project: ProjectDataSet;
  readonly host: ExportHost;
  /** What the export itself cannot keep, whatever the format: names that no system takes. */
  readonly renamed: LossSummary;
}

/**
 * What a choice means for the open project.
 *
 * @throws AppError export/nothing-to-export
 */
export function planExport(
  services: Services,
  choice: ExportChoice,
  formatId: FormatInfo['id'],
): PlannedExport {
  const { document } = services.stores.document.getState();
  const images = document ? chosenImages(services, document, choice.images) : [];
  if (!document || images.length === 0) throw new AppError({ code: 'export/nothing-to-export' });
  const project = projectDataSet(services, document, images);
  const hiddenCategories = project.categories.flatMap(({ name }, index) =>
    choice.hiddenCategories.includes(name) ? [index] : [],
  );
  const rewritten = imagesWith(project, hiddenCategories);
  const { pseudonymises, stripsMetadata, redaction } = choice;
  const fileNames = exportNames(images, { pseudonymises, rewritten });
  const isOtherFile = pseudonymises || hiddenCategories.length > 0;
  const { name, categories, images: listed } = project.dataSet;
  return {
    project,
    host: hostOf(services, project),
    renamed: pseudonymises ? new Map() : renamedIn(images, fileNames),
    plan: {
      formatId,
      options: writeOptionsOf(choice.options),
      createdAt: lastChangeOf(document, images),
      fileNames,
      privacy: { stripsMetadata, redaction, hiddenCategories },
      training: trainingPlanOf(choice.training, formatId),
      dataSet: {
        name,
        categories,
        images: listed.map((image, index) => ({
          ...image,
          fileName: fileNames[index] ?? image.fileName,
          contentHash: isOtherFile ? null : image.contentHash, // it would tell whose picture it was
        })),
      },
    },
  };
}

function hostOf(services: Services, { images, dataSet }: ProjectDataSet): ExportHost {
  const imageAt = (index: number): ImageSummary => {
    const image = images[index];
    if (image) return image;
    throw new AppError({ code: 'storage/record-missing', record: `image ${index}` });
  };
  return {
    objectsOf: (index) => dataSet.objectsOf(index),
    pictureOf: (index) => readImage(services, imageAt(index)),
    bitmapOf: async (index) => {
      const image = imageAt(index);
      const blob = await readImage(services, image);
      return services.images.bitmapOf(blob, image.fileName, image.window);
    },
  };
}

/** The images that have objects of these categories. */
function imagesWith(
  { images, categories }: ProjectDataSet,
  hidden: readonly number[],
): ReadonlySet<ImageSummary['id']> {
  const ids = hidden.flatMap((index) => categories[index]?.id ?? []);
  const isHit = ({ categoryCounts }: ImageSummary) =>
    ids.some((id) => (categoryCounts[id] ?? 0) > 0);
  return new Set(images.filter(isHit).map(({ id }) => id));
}

function renamedIn(images: readonly ImageSummary[], fileNames: readonly string[]): LossSummary {
  const counter = new LossCounter();
  for (const [image, { fileName }] of images.entries()) {
    const name = fileNames[image] ?? fileName;
    if (name === fileName) continue;
    counter.add({ kind: 'renamed', image, object: null, detail: `${fileName} → ${name}` });
  }
  return counter.summary();
}

/** The newest date that the records of the images tell, so that the same project gives the same files. */
function lastChangeOf({ project }: ProjectDocument, images: readonly ImageSummary[]): number {
  return images.reduce(
    (newest, { addedAt, statusSet }) => Math.max(newest, addedAt, statusSet?.at ?? 0),
    project.createdAt,
  );
}

/** Two lists of losses as one. */
export function joinLosses(own: LossSummary, others: LossSummary): LossSummary {
  const counter = new LossCounter();
  for (const summary of [own, others]) {
    for (const { examples } of summary.values()) for (const loss of examples) counter.add(loss);
  }
  const joined = [...counter.summary()].map(([kind, { examples }]) => {
    const count = (own.get(kind)?.count ?? 0) + (others.get(kind)?.count ?? 0);
    return [kind, { count, examples }] as const;
  });
  return new Map(joined);
}
