import type { MachineFacts } from './speedReport.ts';
import { quantile } from './statistics.ts';

/** All that was measured, ms. */
export interface EditorSamples {
  readonly objectCount: number;
  readonly cornerCount: number; // of each object
  readonly panMs: readonly number[]; // frames
  readonly zoomMs: readonly number[]; // frames
  readonly selectMs: readonly number[];
  readonly brushFrameMs: readonly number[];
  readonly brushMoveMs: readonly number[];
}

interface Spread {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** The result file of the editor benchmark. */
export interface EditorReport {
  readonly objectCount: number;
  readonly cornerCount: number;
  readonly panFramesPerSecond: number;
  readonly zoomFramesPerSecond: number;
  readonly panFrame: Spread;
  readonly zoomFrame: Spread;
  readonly select: Spread;
  readonly brushFrame: Spread;
  readonly brushMove: Spread;
  readonly context: MachineFacts;
}

export function editorReportOf(samples: EditorSamples, context: MachineFacts): EditorReport {
  return {
    objectCount: samples.objectCount,
    cornerCount: samples.cornerCount,
    panFramesPerSecond: framesPerSecond(samples.panMs),
    zoomFramesPerSecond: framesPerSecond(samples.zoomMs),
    panFrame: spreadOf(samples.panMs),
    zoomFrame: spreadOf(samples.zoomMs),
    select: spreadOf(samples.selectMs),
    brushFrame: spreadOf(samples.brushFrameMs),
    brushMove: spreadOf(samples.brushMoveMs),
    context,
  };
}

/** The report as lines of a terminal, with what is asked for in brackets. */
export function editorTableOf(report: EditorReport): string {
  const { context } = report;
  return [
    `${report.objectCount} objects of ${report.cornerCount} corners, 24 megapixels`,
    `${'ms'.padEnd(40)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'max'.padStart(8)}`,
    rowOf('a frame while the view is moved', report.panFrame),
    rowOf('a frame while the view is zoomed', report.zoomFrame),
    rowOf('select an object (≤ 50)', report.select),
    rowOf('a frame while the brush paints', report.brushFrame),
    rowOf('the page’s work for a move (≤ 8)', report.brushMove),
    `moved at ${report.panFramesPerSecond.toFixed(0)}, zoomed at ${report.zoomFramesPerSecond.toFixed(0)} frames per second (≥ 50)`,
    `${context.cpu}, ${context.coreCount} cores, Chromium ${context.browser}, ${context.date}`,
  ].join('\n');
}

function framesPerSecond(frameMs: readonly number[]): number {
  return (1000 * frameMs.length) / frameMs.reduce((sum, each) => sum + each, 0);
}

function spreadOf(values: readonly number[]): Spread {
  return {
    p50Ms: quantile(values, 0.5),
    p95Ms: quantile(values, 0.95),
    maxMs: Math.max(...values),
  };
}

function rowOf(title: string, { p50Ms, p95Ms, maxMs }: Spread): string {
  const figures = [p50Ms, p95Ms, maxMs].map((ms) => ms.toFixed(1).padStart(8));
  return `${title.padEnd(40)}${figures.join('')}`;
}
