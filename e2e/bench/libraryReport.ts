import type { MachineFacts } from './speedReport.ts';
import { quantile } from './statistics.ts';

/** All that was measured, ms. */
export interface LibrarySamples {
  readonly imageCount: number;
  readonly objectsPerImage: number;
  readonly openMs: readonly number[];
  readonly imageMs: readonly number[];
  readonly editMs: readonly number[];
  readonly frameMs: readonly number[];
  readonly queryMs: readonly number[];
  readonly memoryAtWorkMb: number | null; // of the renderer, while images are labelled
  readonly memoryMb: number | null; // of the renderer, after the whole gallery was scrolled
}

interface Spread {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** The result file of the library benchmark. */
export interface LibraryReport {
  readonly imageCount: number;
  readonly objectCount: number;
  readonly openProject: Spread;
  readonly openImage: Spread;
  readonly saveEdit: Spread;
  readonly galleryFramesPerSecond: number;
  readonly galleryFrame: Spread;
  readonly query: Spread;
  readonly memoryAtWorkMb: number | null;
  readonly memoryMb: number | null;
  readonly context: MachineFacts;
}

export function libraryReportOf(samples: LibrarySamples, context: MachineFacts): LibraryReport {
  const { frameMs } = samples;
  const total = frameMs.reduce((sum, each) => sum + each, 0);
  return {
    imageCount: samples.imageCount,
    objectCount: samples.imageCount * samples.objectsPerImage,
    openProject: spreadOf(samples.openMs),
    openImage: spreadOf(samples.imageMs),
    saveEdit: spreadOf(samples.editMs),
    galleryFramesPerSecond: (1000 * frameMs.length) / total,
    galleryFrame: spreadOf(frameMs),
    query: spreadOf(samples.queryMs),
    memoryAtWorkMb: samples.memoryAtWorkMb,
    memoryMb: samples.memoryMb,
    context,
  };
}

/** The report as lines of a terminal, with what is asked for in brackets. */
export function libraryTableOf(report: LibraryReport): string {
  const { context } = report;
  return [
    `${report.imageCount} images, ${report.objectCount} objects       p50 ms    p95 ms`,
    rowOf('open the project (≤ 2000)', report.openProject),
    rowOf('open an image, embedding kept (≤ 150)', report.openImage),
    rowOf('an edit on disk and shown (p95 ≤ 30)', report.saveEdit),
    rowOf('a query typed', report.query),
    rowOf('a frame of the scrolling gallery', report.galleryFrame),
    `the gallery scrolls at ${report.galleryFramesPerSecond.toFixed(0)} frames per second (≥ 50)`,
    `memory of the tab at work, the model's included: ${mbOf(report.memoryAtWorkMb)}`,
    `memory of the tab after all was scrolled: ${mbOf(report.memoryMb)} (≤ 600)`,
    `${context.cpu}, ${context.coreCount} cores, Chromium ${context.browser}, ${context.date}`,
  ].join('\n');
}

function mbOf(megabytes: number | null): string {
  return megabytes === null ? 'not to be read here' : `${megabytes.toFixed(0)} MB`;
}

function spreadOf(values: readonly number[]): Spread {
  return { p50Ms: quantile(values, 0.5), p95Ms: quantile(values, 0.95) };
}

function rowOf(title: string, { p50Ms, p95Ms }: Spread): string {
  return `${title.padEnd(40)}${p50Ms.toFixed(0).padStart(8)}${p95Ms.toFixed(0).padStart(10)}`;
}
