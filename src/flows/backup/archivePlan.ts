import type { ProjectId } from '#core/annotation/ids.ts';
import { nativeVersion, writeManifest } from '#formats/native/index.ts';
import type { ArchiveInput, ArchivePlan } from '#files/archive/writeArchive.ts';
import type { Services } from '../services.ts';
import { imageInputs, type ImageTally } from './imageInputs.ts';
import { collectRecords, type RecordScope, type RecordTexts } from './recordTexts.ts';

/** What is to be written, and who wants to hear of it. */
export interface ArchiveOrder extends RecordScope {
  readonly kind: 'backup' | 'package';
  readonly projectId: ProjectId;
  readonly hasImages: boolean;
  onProgress(doneImageCount: number): void;
}

/** An archive in the making: the records are read when its first byte is asked for. */
export interface ArchiveDraft {
  readonly plan: ArchivePlan;
  /** Of the records that went in; null before they were read. */
  texts(): RecordTexts | null;
  readonly tally: ImageTally;
}

/** The entries of a backup or package, in the order of writing. */
export function draftArchive(services: Services, order: ArchiveOrder): ArchiveDraft {
  const tally: ImageTally = { missingCount: 0 };
  const createdAt = services.now();
  const packageId = services.newId();
  let texts: RecordTexts | null = null;
  async function* inputs(): AsyncGenerator<ArchiveInput> {
    const read = await collectRecords(services.storage, order.projectId, order);
    texts = read;
    for (const { name, blob } of read.files) {
      yield { name, blob, lastModified: new Date(createdAt) };
    }
    if (!order.hasImages) return;
    yield* imageInputs(services, read.images, tally, order.onProgress);
  }
  return {
    tally,
    texts: () => texts,
    plan: {
      inputs: inputs(),
      createdAt: new Date(createdAt),
      manifest: (entries) =>
        writeManifest({
          format: 'maskwright',
          version: nativeVersion,
          kind: order.kind,
          appVersion: services.appVersion,
          createdAt,
          createdBy: services.stores.settings.getState().displayName,
          projectName: texts?.project.name ?? '',
          packageId: order.kind === 'package' ? (texts?.packageId ?? packageId) : null,
          bases: order.kind === 'package' && !texts?.packageId ? 'content' : 'file',
          counts: texts?.counts ?? { categories: 0, images: 0, annotations: 0, journal: 0 },
          hasImages: order.hasImages,
          missingImages: tally.missingCount,
          entries,
        }),
    },
  };
}
