import { AppError, type Failure } from '#core/failure.ts';
import type { Arrival, FileStat } from '#files/arrival.ts';
import type { ImportedImage } from '#images/images.ts';
import { isAbort } from '../report.ts';
import type { Services } from '../services.ts';
import type { KnownFiles } from './knownFiles.ts';

/** What became of a file. */
export type ArrivalResult =
  | {
      readonly kind: 'read';
      readonly arrival: Arrival;
      readonly stat: FileStat;
      readonly pictures: readonly ImportedImage[];
    }
  | { readonly kind: 'refused'; readonly path: string; readonly failure: Failure }
  | { readonly kind: 'known' } // came in before the import stopped
  | { readonly kind: 'calledOff' };

export interface ReadOptions {
  readonly known: KnownFiles;
  readonly skipDuplicates: boolean;
  readonly isResumed: boolean; // files that came in before are passed over without being read
  readonly signal: AbortSignal;
}

/** Opens a file and reads its pictures. Throws on bugs only. */
export async function readArrival(
  services: Pick<Services, 'images'>,
  arrival: Arrival,
  options: ReadOptions,
): Promise<ArrivalResult> {
  const { path } = arrival;
  const { known, signal } = options;
  try {
    if (options.isResumed && arrival.stat && known.hasFile(path, arrival.stat)) {
      return { kind: 'known' };
    }
    const file = await arrival.open();
    const stat = { sizeBytes: file.size, lastModified: file.lastModified };
    if (options.isResumed && known.hasFile(path, stat)) return { kind: 'known' };
    const twin = options.skipDuplicates ? await twinOf(services, file, known) : null;
    if (twin !== null) return { kind: 'refused', path, failure: alreadyThere(path, twin) };
    signal.throwIfAborted();
    const pictures = await services.images.importImage(file, signal);
    return { kind: 'read', arrival, stat, pictures };
  } catch (error) {
    if (isAbort(error) || signal.aborted) return { kind: 'calledOff' };
    if (error instanceof AppError) return { kind: 'refused', path, failure: error.failure };
    throw error;
  }
}

/** Why a file with the bytes of another does not come in. */
export function alreadyThere(path: string, twin: string): Failure {
  return { code: 'import/already-there', fileName: path, twin };
}

/** Hashing is far cheaper than decoding, and only worth it where the size fits. */
async function twinOf(
  { images }: Pick<Services, 'images'>,
  file: File,
  known: KnownFiles,
): Promise<string | null> {
  if (!known.hasSize(file.size)) return null;
  try {
    return known.twinOf(await images.hashOf(file));
  } catch (cause) {
    throw new AppError({ code: 'image/unreadable', fileName: file.name }, { cause });
  }
}
