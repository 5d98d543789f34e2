import { AppError, type Failure } from '#core/failure.ts';
import { formats } from '../registry.ts';
import type { DryRun, ExportPlan, ExportProgress, ExportStep, FormatInfo } from './exporter.ts';
import { formatToWrite, runDry, runExport } from './exportRun.ts';
import { PageHost } from './pageHost.ts';
import { pictureTools } from './pictureTools.ts';
import type { ExportReply, ExportRequest } from './protocol.ts';

/** What has been found so far is told at most so often, ms. */
const tellMs = 200;

const host = new PageHost(reply);
let steps: AsyncGenerator<ExportStep, void, undefined> | null = null;

/** One worker does one thing; a page that has enough of it ends it. */
export function serveExports(): void {
  self.addEventListener('message', ({ data }: MessageEvent<ExportRequest>) => hear(data));
}

function hear(request: ExportRequest): void {
  switch (request.kind) {
    case 'list':
      reply({ kind: 'formats', formats: writableFormats() });
      return;
    case 'dryRun':
      void guarded(() => dryRun(request.plan));
      return;
    case 'run':
      steps = start(request.plan);
      return;
    case 'next':
      void guarded(next);
      return;
    case 'answer':
      host.answer(request.call, request.value);
      return;
    case 'refusal':
      host.refuse(request.call, request.failure);
  }
}

function writableFormats(): readonly FormatInfo[] {
  return formats
    .filter(({ loadWriter }) => loadWriter !== null)
    .map(({ id, title, options, loadReader }) => ({
      id,
      title,
      options,
      isChecked: loadReader !== null,
    }));
}

async function dryRun(plan: ExportPlan): Promise<void> {
  const format = formatToWrite(formats, plan.formatId);
  const tell = sometimes((found: DryRun) => reply({ kind: 'dryRun', dryRun: found }));
  await runDry({ plan, format, host }, (found) => tell(found, found.isDone));
}

async function* start(plan: ExportPlan): AsyncGenerator<ExportStep, void, undefined> {
  const format = formatToWrite(formats, plan.formatId);
  const tell = sometimes((progress: ExportProgress) => reply({ kind: 'progress', progress }));
  yield* runExport({ plan, format, host, tools: pictureTools }, (progress) =>
    tell(progress, false),
  );
}

async function next(): Promise<void> {
  const step = await steps?.next();
  if (step && !step.done) reply(step.value);
}

/** Passes on what comes, but not more often than somebody can read it. */
function sometimes<Value>(tell: (value: Value) => void): (value: Value, isLast: boolean) => void {
  let toldAt = 0;
  return (value, isLast) => {
    const now = performance.now();
    if (!isLast && now - toldAt < tellMs) return;
    toldAt = now;
    tell(value);
  };
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    reply({ kind: 'failed', failure: failureOf(error) });
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  if (error instanceof RangeError && /alloc|length/iu.test(error.message)) {
    return { code: 'inference/out-of-memory' };
  }
  return { code: 'export/write-failed', reason: String(error) };
}

function reply(message: ExportReply): void {
  self.postMessage(message, { transfer: [] });
}
