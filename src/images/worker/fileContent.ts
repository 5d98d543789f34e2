import { AppError } from '#core/failure.ts';
import { maxFileBytes } from '../limits.ts';

/** A file as it came. */
export interface FileContent {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>; // a copy: the file may be moved or changed after it was opened
  readonly contentHash: string | null; // SHA-256, hex; null where the page is no secure context
}

/** @throws AppError image/file-too-large, image/unreadable, image/empty-file */
export async function readContent(file: File): Promise<FileContent> {
  const fileName = file.name;
  if (file.size > maxFileBytes) {
    const sizes = { sizeBytes: file.size, limitBytes: maxFileBytes };
    throw new AppError({ code: 'image/file-too-large', fileName, ...sizes });
  }
  const bytes = await readBytes(file);
  if (bytes.byteLength === 0) throw new AppError({ code: 'image/empty-file', fileName });
  return { fileName, bytes, contentHash: await sha256Of(bytes) };
}

async function readBytes(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AppError({ code: 'image/unreadable', fileName: file.name }, { cause });
  }
}

/** Hex; null where the page is no secure context. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!('subtle' in crypto)) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
