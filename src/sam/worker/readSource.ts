import type { ModelProblem } from '#core/model/modelReport.ts';
import type { ModelSource } from '#sam/protocol.ts';
import { problemOfBytes } from './openProblem.ts';

/** The bytes of a file, or why there are none. */
export type SourceReading =
  { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: ModelProblem };

type BytesReport = (loadedBytes: number, totalBytes: number) => void;

/** What a source is called in sentences. */
export function sourceName(source: ModelSource): string {
  return source.kind === 'file' ? source.file.name : source.url;
}

export async function readSource(
  source: ModelSource,
  onBytes: BytesReport,
): Promise<SourceReading> {
  const opened = source.kind === 'file' ? openFile(source.file) : await openAddress(source.url);
  if ('problem' in opened) return opened;
  try {
    const bytes = await collect(opened.stream, (loaded) =>
      onBytes(loaded, Math.max(loaded, opened.sizeBytes)),
    );
    const problem = problemOfBytes(bytes, sourceName(source));
    return problem ? { problem } : { bytes };
  } catch {
    return {
      problem:
        source.kind === 'file'
          ? { code: 'file-unreadable', file: source.file.name }
          : { code: 'unreachable', url: source.url },
    };
  }
}

type Opened =
  | { readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>; readonly sizeBytes: number }
  | { readonly problem: ModelProblem };

function openFile(file: File): Opened {
  return { stream: file.stream(), sizeBytes: file.size };
}

async function openAddress(typed: string): Promise<Opened> {
  const url = URL.canParse(typed, self.location.href) ? new URL(typed, self.location.href) : null;
  if (!url || !/^https?:$/u.test(url.protocol)) {
    return { problem: { code: 'not-an-address', url: typed } };
  }
  const response = await fetch(url).catch(() => null);
  if (!response) {
    // a page cannot tell a site that refuses other pages from one that is not there
    const code = url.origin === self.location.origin ? 'unreachable' : 'not-shared';
    return { problem: { code, url: typed } };
  }
  if (!response.ok || !response.body) {
    return { problem: { code: 'not-found', url: typed, status: response.status } };
  }
  return {
    stream: response.body,
    sizeBytes: Number(response.headers.get('content-length') ?? 0),
  };
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLoaded: (loadedBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loadedBytes = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    loadedBytes += value.byteLength;
    onLoaded(loadedBytes);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
