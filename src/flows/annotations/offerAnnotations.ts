import type { ProjectId } from '#core/annotation/ids.ts';
import { placeImages } from '#core/dataset/placeImages.ts';
import { AppError } from '#core/failure.ts';
import type { Arrival } from '#files/arrival.ts';
import type { ReadSession } from '#formats/worker/reader.ts';
import { reviseReading, showAnnotations, type AnnotationReading } from '#store/annotationStore.ts';
import { endJob, startJob } from '#store/jobsStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { openProjectId } from '../readImage.ts';
import { isAbort, reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { comingPictures, hostOf, sourceOf, type ChosenFiles } from './chosenFiles.ts';
import { importAnnotations } from './importAnnotations.ts';

/** Files among which annotations may be. */
export interface MaybeAnnotations {
  readonly title: string;
  readonly files: readonly Arrival[];
  /** Whether somebody said that they are annotations; then the window opens even if no format knows them. */
  readonly isCertain: boolean;
  /** Adds the images among them and nothing else; null: there are none. */
  readonly addImages: (() => Promise<void>) | null;
}

/**
 * Reads files of annotations and shows what they would bring. Nothing is written until somebody says so.
 *
 * @returns false where no format recognises them and nobody said that they are annotations
 */
export async function offerAnnotations(
  services: Services,
  chosen: MaybeAnnotations,
): Promise<boolean> {
  const { stores } = services;
  stores.annotations.getState().open?.close();
  const files: ChosenFiles = new Map(chosen.files.map((file) => [file.path, file]));
  const session = await services.openReadSession(
    sourceOf(services, files),
    hostOf(services, files),
  );
  const formats = await recognise(services, session);
  if (!formats) return true;
  const [best] = formats;
  const isKnown = best !== undefined && best.score > 0;
  if (!isKnown && !chosen.isCertain) {
    session.end();
    return false;
  }
  const offer = new Offer(services, session, { chosen, files });
  showAnnotations(stores.annotations, {
    title: chosen.title,
    formats,
    formatId: null,
    reading: { kind: 'unknown' },
    readAs: (formatId) => offer.readAs(formatId),
    start: (choices) => offer.start(choices),
    addImages: chosen.addImages && (() => offer.addImages()),
    close: () => offer.close(),
  });
  if (isKnown) offer.readAs(best.id);
  showDialog(stores.session, 'annotations');
  return true;
}

/** @returns null when it was called off or failed */
async function recognise({ stores, newId }: Services, session: ReadSession) {
  const id = newId();
  const cancel = () => session.end();
  startJob(stores.jobs, { id, name: 'lookForImages', doneCount: 0, totalCount: 0, cancel });
  try {
    return await session.recognise();
  } catch (error) {
    session.end();
    reportError({ stores, newId }, error);
    return null;
  } finally {
    endJob(stores.jobs, id);
  }
}

interface OfferedFiles {
  readonly chosen: MaybeAnnotations;
  readonly files: ChosenFiles;
}

/** Files of annotations that are open, from recognising them to writing what they bring. */
class Offer {
  private readonly services: Services;
  private session: ReadSession;
  private readonly offered: OfferedFiles;
  private readonly projectId: ProjectId;
  private readingCount = 0;

  constructor(services: Services, session: ReadSession, offered: OfferedFiles) {
    this.services = services;
    this.session = session;
    this.offered = offered;
    this.projectId = openProjectId(services);
  }

  readAs(formatId: string): void {
    this.readingCount += 1;
    const number = this.readingCount;
    const tell = (reading: AnnotationReading) => {
      if (number !== this.readingCount) return;
      reviseReading(this.services.stores.annotations, { formatId, reading });
    };
    tell({ kind: 'reading', share: 0 });
    this.read(formatId, number, tell).catch((error: unknown) => {
      if (error instanceof AppError) tell({ kind: 'failed', failure: error.failure });
      else if (!isAbort(error)) reportError(this.services, error);
    });
  }

  start(choices: Parameters<typeof importAnnotations>[1]['choices']): void {
    const { stores } = this.services;
    const reading = stores.annotations.getState().open?.reading;
    if (reading?.kind !== 'read') return;
    // what was matched belongs to the project that was open then
    if (stores.document.getState().document?.project.id !== this.projectId) return this.close();
    const { session } = this;
    this.letGo();
    const { summary, places } = reading;
    const { files, chosen } = this.offered;
    importAnnotations(this.services, {
      title: chosen.title,
      files,
      session,
      summary,
      places,
      choices,
    })
      .catch((error: unknown) => reportError(this.services, error))
      .finally(() => session.end());
  }

  addImages(): void {
    const { chosen } = this.offered;
    this.close();
    chosen.addImages?.().catch((error: unknown) => reportError(this.services, error));
  }

  close(): void {
    this.session.end();
    this.letGo();
  }

  private letGo(): void {
    const { stores } = this.services;
    this.readingCount += 1;
    showAnnotations(stores.annotations, null);
    if (stores.session.getState().dialog === 'annotations') showDialog(stores.session, null);
  }

  private async read(
    formatId: string,
    number: number,
    tell: (reading: AnnotationReading) => void,
  ): Promise<void> {
    const { services } = this;
    const { files } = this.offered;
    // what is read as another format is no longer wanted, and may take long
    if (number > 1) await this.beginAnew();
    const summary = await this.session.read(formatId, (share) => tell({ kind: 'reading', share }));
    const { document } = services.stores.document.getState();
    if (document?.project.id !== this.projectId) return;
    const known = [...document.images.values()];
    const coming = await comingPictures(services, files, summary.images, known);
    tell({ kind: 'read', summary, places: placeImages(summary.images, known, coming) });
  }

  private async beginAnew(): Promise<void> {
    const { services } = this;
    const { files } = this.offered;
    this.session.end();
    this.session = await services.openReadSession(
      sourceOf(services, files),
      hostOf(services, files),
    );
  }
}
