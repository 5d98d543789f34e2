import { verdictOn, writeExportReport, type ExportReport } from '#core/dataset/exportReport.ts';
import type { ExportChoice } from '#core/project/exportChoice.ts';
import { annotationCountOf } from '#core/project/project.ts';
import type { ZipEntry } from '#files/saveZip.ts';
import type { ExportOutcome, ExportProgress, FormatInfo } from '#formats/worker/exporter.ts';
import { showExport } from '#store/exportStore.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { setExportChoice } from '#store/settingsStore.ts';
import { lockSplit } from '../divide/divideImages.ts';
import { isAbort, reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import { writeNameList } from './exportNames.ts';
import { joinLosses, planExport, type PlannedExport } from './planExport.ts';

/**
 * Hands images and objects of the open project out in a format: one zip, written as it is made and read
 * back before it is complete. The report lies in it, and is shown.
 */
export async function exportDataSet(
  services: Services,
  choice: ExportChoice,
  format: FormatInfo,
): Promise<void> {
  const { stores } = services;
  const controller = new AbortController();
  const id = services.newId();
  try {
    const planned = planExport(services, choice, format.id);
    setExportChoice(stores.settings, choice);
    const totalCount = planned.project.images.length * stagesOf(format, choice).length;
    const cancel = () => controller.abort();
    startJob(stores.jobs, { id, name: 'exportDataSet', doneCount: 0, totalCount, cancel });
    const run = new Run({ services, choice, format, planned, jobId: id });
    const fileName = `${fileStemOf(planned.plan.dataSet.name)}-${format.id}.zip`;
    const isSaved = await services.files.saveZip(
      fileName,
      run.entries(controller.signal),
      controller.signal,
    );
    if (isSaved) await tellEnd(services, run, fileName);
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  } finally {
    endJob(stores.jobs, id);
  }
}

async function tellEnd(services: Services, run: Run, fileName: string): Promise<void> {
  const { stores } = services;
  // numbers measured on what has left stay comparable only while no image changes sides
  const hasLockedSplit = await lockSplit(services);
  const { images } = run.options.planned.project;
  const annotationCount = images.reduce((sum, image) => sum + annotationCountOf(image), 0);
  if (run.report) {
    const { plan } = run.options.planned;
    showExport(stores.exports, {
      fileName,
      report: run.report,
      imageIds: run.sources.flatMap((source) => images[source]?.id ?? []),
      nameList: run.options.choice.pseudonymises ? writeNameList(images, plan.fileNames) : null,
    });
    showDialog(stores.session, 'exportReport');
  }
  say(services, 'info', {
    about: 'exported',
    fileName,
    imageCount: images.length,
    annotationCount,
    hasLockedSplit,
  });
}

interface RunOptions {
  readonly services: Services;
  readonly choice: ExportChoice;
  readonly format: FormatInfo;
  readonly planned: PlannedExport;
  readonly jobId: string;
}

type Stage = ExportProgress['stage'];

/** What is done with each image, in this order. */
function stagesOf({ isChecked }: FormatInfo, { options }: ExportChoice): readonly Stage[] {
  const hasPictures = options['hasPictures'] !== false;
  return [
    'writing',
    ...(hasPictures ? ['pictures' as const] : []),
    ...(isChecked ? ['checking' as const] : []),
  ];
}

class Run {
  readonly options: RunOptions;
  report: ExportReport | null = null;
  sources: readonly number[] = []; // by image of the report, index among the planned ones
  readonly #doneCounts = new Map<Stage, number>();

  constructor(options: RunOptions) {
    this.options = options;
  }

  async *entries(signal: AbortSignal): AsyncGenerator<ZipEntry> {
    const { services, planned } = this.options;
    const { plan, project, host } = planned;
    const lastModified = new Date(plan.createdAt);
    const steps = services.exporter.run(plan, host, {
      signal,
      onProgress: (progress) => this.#advance(progress),
    });
    for await (const step of steps) {
      if (step.kind === 'outcome') {
        this.sources = step.outcome.images.map(({ source }) => source);
        this.report = this.#reportOn(step.outcome);
        const input = new Blob([writeExportReport(this.report)]);
        yield { name: 'export-report.json', input, lastModified };
      } else {
        const { path, content, image } = step.file;
        const addedAt = image === null ? undefined : project.images[image]?.addedAt;
        const date = addedAt === undefined ? lastModified : new Date(addedAt);
        yield { name: path, input: content, lastModified: date };
      }
    }
  }

  #advance({ stage, doneCount }: ExportProgress): void {
    const { services, planned, jobId } = this.options;
    const imageCount = planned.project.images.length;
    this.#doneCounts.set(stage, Math.min(doneCount, imageCount));
    const sum = [...this.#doneCounts.values()].reduce((all, one) => all + one, 0);
    advanceJob(services.stores.jobs, jobId, sum);
  }

  #reportOn(outcome: ExportOutcome): ExportReport {
    const { losses: written, selfCheck, rewrittenImages, images } = outcome;
    const { choice, format, planned } = this.options;
    const { plan, renamed } = planned;
    const losses = joinLosses(plan.training ? new Map() : renamed, written);
    const edited = new Set(selfCheck?.editedImages);
    const hidden = plan.privacy.hiddenCategories;
    return {
      format: format.id,
      formatTitle: format.title,
      dataSet: plan.dataSet.name,
      createdAt: plan.createdAt,
      imageNames: images.map(({ fileName }) => fileName),
      objectCount: selfCheck?.report.objectCount ?? null,
      losses,
      verdict: verdictOn(selfCheck?.report ?? null, losses),
      selfCheck: selfCheck?.report ?? null,
      issueCount: selfCheck?.issueCount ?? 0,
      issues: selfCheck?.issues ?? [],
      editedImages: [...images.keys()].filter((image) => edited.has(images[image]?.source ?? -1)),
      privacy: {
        stripsMetadata: choice.stripsMetadata,
        pseudonymises: choice.pseudonymises,
        redaction: hidden.length > 0 ? choice.redaction : null,
        hiddenCategories: hidden.flatMap((index) => plan.dataSet.categories[index]?.name ?? []),
        rewrittenImages,
      },
    };
  }
}

/** A project's name as the start of a file name that every system takes. */
function fileStemOf(projectName: string): string {
  const stem = projectName
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60);
  return stem === '' ? 'maskwright' : stem.toLowerCase();
}
