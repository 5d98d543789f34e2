import type { ProjectId } from '#core/annotation/ids.ts';
import type { Failure } from '#core/failure.ts';
import { pictureName } from '#core/project/pictureName.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { reserveOrders, setRunning } from '#store/importStore.ts';
import { advanceJob, endJob, setJobPaused, startJob, type ImportEnd } from '#store/jobsStore.ts';
import { openImage } from '../openImage.ts';
import { openProjectId } from '../readImage.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { endRun, startRun } from './importRun.ts';
import type { ImportPlan } from './importPlan.ts';
import { inOrder, PauseGate } from './inOrder.ts';
import { KnownFiles } from './knownFiles.ts';
import { isReadInPlace, newImage, withPicture } from './newImages.ts';
import { paceOf, withSample, type PaceSample } from './pace.ts';
import { alreadyThere, readArrival, type ArrivalResult } from './readArrival.ts';
import { tellEnd, type ReportRow } from './tellEnd.ts';
import { ImportWriter, type BatchItem } from './importWriter.ts';
import { findWaiting, type WaitingPictures } from './waitingPictures.ts';

/** Files in work at a time; those that wait for a decoder cost no memory. */
const ahead = 12;
/** A batch is written at the latest after so many images, bytes or milliseconds. */
const batchCount = 24;
const batchBytes = 32_000_000;
const batchMs = 300;

/**
 * Brings files into the open project, a batch at a time, as one step of undo. What cannot come in is
 * listed with the reason; a full disk or another project in sight ends it with what has come in.
 */
export async function runImport(services: Services, plan: ImportPlan): Promise<ImportEnd> {
  const runId = plan.resumedRunId ?? services.newId();
  const projectId = openProjectId(services);
  setRunning(services.stores.imports, runId, true);
  const images = [...(services.stores.document.getState().document?.images.values() ?? [])];
  const waiting = await findWaiting(services, images, plan);
  const work = new ImportWork(services, plan, { runId, projectId, waiting });
  try {
    await startRun(services, plan, { runId, projectId });
    await work.run();
    const end = work.end();
    await endRun(services, plan, { runId, outcome: end.outcome, isLeft: work.isLeft });
    tellEnd(services, plan, { end, rows: work.rows });
    return end;
  } finally {
    endJob(services.stores.jobs, runId);
    setRunning(services.stores.imports, runId, false);
  }
}

interface ImportTarget {
  readonly runId: string;
  readonly projectId: ProjectId;
  readonly waiting: WaitingPictures;
}

/** One import under way. */
class ImportWork {
  readonly rows: ReportRow[];
  private readonly services: Services;
  private readonly plan: ImportPlan;
  private readonly runId: string;
  private readonly gate = new PauseGate();
  private readonly controller = new AbortController();
  private readonly known: KnownFiles;
  private readonly waiting: WaitingPictures;
  private readonly writer: ImportWriter;
  private readonly firstOrder: number;
  private doneCount = 0;
  private doneBytes = 0;
  private lookalikeCount = 0;
  private samples: readonly PaceSample[] = [];
  private batch: BatchItem[] = [];
  private isCancelled = false;

  constructor(services: Services, plan: ImportPlan, { runId, projectId, waiting }: ImportTarget) {
    this.services = services;
    this.plan = plan;
    this.runId = runId;
    this.rows = [...plan.leftOut];
    this.writer = new ImportWriter(services, { projectId, runId, step: plan.step });
    const images = [...(services.stores.document.getState().document?.images.values() ?? [])];
    this.waiting = waiting;
    // a file that an image waits for is not there already
    this.known = new KnownFiles(images.filter((image) => !waiting.has(image)));
    this.firstOrder = reserveOrders(
      services.stores.imports,
      images.reduce((highest, { order }) => Math.max(highest, order), 0),
      plan.arrivals.length,
    );
  }

  /** Whether another project was opened, so that the rest may come in later. */
  get isLeft(): boolean {
    return this.writer.state.kind === 'left';
  }

  async run(): Promise<void> {
    this.startJob();
    const { signal } = this.controller;
    const results = inOrder(
      this.plan.arrivals,
      (arrival) => readArrival(this.services, arrival, { ...this.readOptions(), signal }),
      { ahead, gate: this.gate, signal },
    );
    for (;;) {
      const next = results.next();
      if (this.batch.length > 0 && !(await this.comesSoon(next))) await this.flush();
      const { done, value } = await next;
      if (done === true) break;
      this.take(value);
      if (this.isBatchDue()) await this.flush();
    }
    await this.flush();
  }

  end(): ImportEnd {
    const { state, addedCount, attachedCount } = this.writer;
    const failures = this.rows.flatMap(({ failure }) => (isRefusal(failure) ? failure : []));
    const countOf = (code: Failure['code']) =>
      this.rows.filter(({ failure }) => failure.code === code).length;
    return {
      outcome: state.kind === 'failed' ? 'failed' : this.wasCalledOff() ? 'cancelled' : 'finished',
      addedCount,
      attachedCount,
      duplicateCount: countOf('import/already-there'),
      lookalikeCount: this.lookalikeCount,
      leftOutCount: countOf('import/not-an-image'),
      failures: state.kind === 'failed' ? [...failures, state.failure] : failures,
    };
  }

  private wasCalledOff(): boolean {
    return this.isCancelled || this.writer.state.kind !== 'writing';
  }

  private readOptions() {
    const { options, resumedRunId } = this.plan;
    return {
      known: this.known,
      skipDuplicates: options.skipDuplicates,
      isResumed: resumedRunId !== null,
    };
  }

  private startJob(): void {
    const { jobs } = this.services.stores;
    startJob(jobs, {
      id: this.runId,
      name: 'openImages',
      doneCount: 0,
      totalCount: this.plan.arrivals.length,
      cancel: () => {
        this.isCancelled = true;
        this.stop();
      },
      rest: {
        isPaused: false,
        pause: () => {
          this.gate.pause();
          setJobPaused(jobs, this.runId, true);
        },
        resume: () => {
          this.samples = [];
          setJobPaused(jobs, this.runId, false);
          this.gate.resume();
        },
      },
    });
  }

  private stop(): void {
    this.controller.abort();
    this.gate.resume();
  }

  private take(result: ArrivalResult): void {
    if (this.controller.signal.aborted) return;
    switch (result.kind) {
      case 'calledOff':
        return;
      case 'known':
        break;
      case 'refused':
        this.rows.push({ path: result.path, failure: result.failure });
        break;
      case 'read':
        this.doneBytes += result.stat.sizeBytes;
        this.takePictures(result);
        break;
    }
    this.doneCount += 1;
    const sample = { at: this.services.now(), count: this.doneCount, bytes: this.doneBytes };
    this.samples = withSample(this.samples, sample);
    const pace = paceOf(this.samples, this.plan.arrivals.length);
    advanceJob(this.services.stores.jobs, this.runId, this.doneCount, pace);
  }

  private takePictures(result: Extract<ArrivalResult, { kind: 'read' }>): void {
    const { arrival, stat, pictures } = result;
    for (const [index, picture] of pictures.entries()) {
      const blob = isReadInPlace(this.plan, picture) ? null : picture.blob;
      const files = { blob, thumbnail: picture.thumbnail };
      const waiting = this.waiting.take(picture, pictureName(arrival.path, picture));
      for (const image of waiting) {
        const revise = (now: ImageSummary) =>
          withPicture(now, this.plan, { arrival, stat, picture });
        this.known.add(revise(image));
        this.batch.push({ image, revise, files });
      }
      if (waiting.length > 0) continue;
      const twin = this.plan.options.skipDuplicates ? this.known.twinOf(picture.contentHash) : null;
      if (twin !== null) {
        this.rows.push({ path: arrival.path, failure: alreadyThere(arrival.path, twin) });
        continue;
      }
      const order = this.firstOrder + this.doneCount + index / pictures.length;
      const image = newImage(this.services, this.plan, { arrival, stat, picture, order });
      if (this.known.hasLookalike(image.perceptualHash)) this.lookalikeCount += 1;
      this.known.add(image);
      this.batch.push({ image, revise: null, files });
    }
  }

  /** Whether the next file is read before the batch has waited long enough. */
  private async comesSoon(next: Promise<unknown>): Promise<boolean> {
    const controller = new AbortController();
    const isLate = this.services.wait(batchMs, controller.signal).then(
      () => false,
      () => true,
    );
    const isSoon = await Promise.race([next.then(() => true), isLate]);
    controller.abort();
    return isSoon;
  }

  private isBatchDue(): boolean {
    const bytes = this.batch.reduce((sum, { files }) => sum + (files.blob?.size ?? 0), 0);
    const isFirst = this.writer.addedCount + this.writer.attachedCount === 0;
    return this.batch.length >= batchCount || bytes >= batchBytes || isFirst || this.gate.isPaused;
  }

  private async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    if (batch.length === 0) return;
    await this.writer.write(batch, this.doneCount);
    if (this.writer.state.kind !== 'writing') this.stop();
    const { openImageId } = this.services.stores.session.getState();
    const open = batch.find(({ image }) => image.id === openImageId)?.image.id;
    const next = openImageId ? open : batch[0]?.image.id;
    // the first image is shown while the others still arrive, the open one when its picture has come
    if (next && this.writer.state.kind === 'writing') {
      openImage(this.services, next).catch((error: unknown) => reportError(this.services, error));
    }
  }
}

/** Whether a file was refused, and not merely passed over. */
function isRefusal({ code }: Failure): boolean {
  return code !== 'import/not-an-image' && code !== 'import/already-there';
}
