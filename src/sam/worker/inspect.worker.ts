import { expose } from 'comlink';
import { AppError } from '#core/failure.ts';
import type { CheckProgress, ModelProblem } from '#core/model/modelReport.ts';
import { parseUserManifest } from '#sam/models/applyManifest.ts';
import type { InspectorWorker, ModelInspection, ModelOffer, ModelSource } from '#sam/protocol.ts';
import { inspectSessions, refuse, type OpenFile } from './inspectSessions.ts';
import { forgetModel, keepModel } from './keptModels.ts';
import { problemOfOpening } from './openProblem.ts';
import { outcomeInTurn } from './outcome.ts';
import { readSource, sourceName } from './readSource.ts';
import { createSession, loadRuntime } from './runtime.ts';
import { sha256Of } from './sha256.ts';

type Report = (progress: CheckProgress) => void;

interface ReadFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** The files that were inspected last and can be used. */
let inspected: readonly ReadFile[] = [];

const worker: InspectorWorker = {
  inspect(offer, threadCount, onProgress) {
    return outcomeInTurn(async () => {
      inspected = [];
      return inspect(offer, threadCount, onProgress);
    });
  },
  keep(onProgress) {
    return outcomeInTurn(async () => {
      await keepAll(onProgress);
      return null;
    });
  },
  forget(sha256s) {
    return outcomeInTurn(async () => {
      await Promise.all(sha256s.map(forgetModel));
      return null;
    });
  },
};

async function inspect(
  offer: ModelOffer,
  threadCount: number,
  onProgress: Report,
): Promise<ModelInspection> {
  const manifest = offer.manifest === null ? { manifest: {} } : parseUserManifest(offer.manifest);
  if ('problems' in manifest) return refuse(manifest.problems);
  const sources = [offer.encoder, offer.decoder] as const;
  const files = await readAll(sources, onProgress);
  if ('problems' in files) return refuse(files.problems);
  onProgress({ stage: 'open' });
  await loadRuntime({ backend: 'wasm', threadCount }, () => undefined);
  const open: OpenFile[] = [];
  for (const [at, file] of files.files.entries()) {
    const opened = await openFile(file, sourceName(at === 0 ? offer.encoder : offer.decoder));
    if ('problem' in opened) return refuse([opened.problem]);
    open.push(opened);
  }
  const [first, second] = open;
  if (!first || !second) return refuse([]);
  const inspection = await inspectSessions([first, second], manifest.manifest, (stage) =>
    onProgress({ stage }),
  );
  if (inspection.spec) inspected = files.files;
  return inspection;
}

async function readAll(
  sources: readonly ModelSource[],
  onProgress: Report,
): Promise<
  { readonly files: readonly ReadFile[] } | { readonly problems: readonly ModelProblem[] }
> {
  const parts = sources.map(() => ({ loadedBytes: 0, totalBytes: 0 }));
  const readings = await Promise.all(
    sources.map((source, at) =>
      readSource(source, (loadedBytes, totalBytes) => {
        parts[at] = { loadedBytes, totalBytes };
        onProgress({
          stage: 'read',
          loadedBytes: parts.reduce((sum, part) => sum + part.loadedBytes, 0),
          totalBytes: parts.reduce((sum, part) => sum + part.totalBytes, 0),
        });
      }),
    ),
  );
  const problems = readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []));
  if (problems.length > 0) return { problems };
  const read = readings.flatMap((reading) => ('bytes' in reading ? [reading.bytes] : []));
  const files = await Promise.all(
    read.map(async (bytes) => ({ bytes, sha256: await sha256Of(bytes) })),
  );
  return { files };
}

async function openFile(
  { bytes, sha256 }: ReadFile,
  name: string,
): Promise<OpenFile | { readonly problem: ModelProblem }> {
  try {
    const session = await createSession(bytes, 'wasm');
    return { session, sha256, sizeBytes: bytes.length };
  } catch (error) {
    return {
      problem: problemOfOpening(
        error instanceof AppError ? error.cause : error,
        name,
        bytes.length,
      ),
    };
  }
}

async function keepAll(onProgress: Report): Promise<void> {
  onProgress({ stage: 'keep' });
  for (const { sha256, bytes } of inspected) await keepModel(sha256, bytes, () => undefined);
  inspected = [];
}

expose(worker);
