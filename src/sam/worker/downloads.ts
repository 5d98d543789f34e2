import { AppError } from '#core/failure.ts';
import { sha256Of } from './sha256.ts';

/** Cache Storage bucket of model files and the runtime's binary; their URLs carry their version. */
const cacheName = 'maskwright-engine-v1';

/** What to fetch and how to know that it is right. */
export interface Download {
  readonly url: string; // absolute
  readonly sha256: string | null; // hex; null where the URL is versioned by the build
}

/**
 * The bytes behind a URL, from Cache Storage where a former visit kept them. A fresh download is
 * checked before it is kept. Without Cache Storage (no secure context, private mode) it works uncached.
 *
 * @throws AppError model/download-failed, model/checksum-mismatch
 */
export async function fetchKept(
  download: Download,
  onBytes: (loadedBytes: number, totalBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const cache = await openCache();
  if (!cache) return fetchChecked(download, onBytes);
  // both workers want the runtime: the second waits for the first and finds it kept
  return navigator.locks.request(`maskwright-download ${download.url}`, async () => {
    const kept = await cache.match(download.url);
    if (kept) return new Uint8Array(await kept.arrayBuffer());
    const bytes = await fetchChecked(download, onBytes);
    // a full disk must not stop the model: the file is then fetched again next time
    await cache.put(download.url, new Response(bytes)).catch(() => undefined);
    return bytes;
  });
}

async function fetchChecked(
  download: Download,
  onBytes: (loadedBytes: number, totalBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchWithProgress(download.url, onBytes);
  await verify(bytes, download);
  return bytes;
}

async function openCache(): Promise<Cache | null> {
  if (!('caches' in self)) return null;
  return caches.open(cacheName).catch(() => null);
}

async function fetchWithProgress(
  url: string,
  onBytes: (loadedBytes: number, totalBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new AppError({ code: 'model/download-failed', url, status: 0 }, { cause });
  });
  if (!response.ok || !response.body) {
    throw new AppError({ code: 'model/download-failed', url, status: response.status });
  }
  const totalBytes = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loadedBytes = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      loadedBytes += value.byteLength;
      onBytes(loadedBytes, Math.max(totalBytes, loadedBytes));
    }
  } catch (cause) {
    throw new AppError({ code: 'model/download-failed', url, status: 0 }, { cause });
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

async function verify(bytes: Uint8Array<ArrayBuffer>, { url, sha256 }: Download): Promise<void> {
  if (sha256 === null || !self.isSecureContext) return;
  if ((await sha256Of(bytes)) !== sha256) {
    throw new AppError({ code: 'model/checksum-mismatch', url });
  }
}
