import { AppError } from '#core/failure.ts';

/**
 * A sealed file: this header, then the content in blocks of {@link blockBytes}, each encrypted by
 * AES-256-GCM and thus longer by its tag. Every file has a key of its own (HKDF of the passphrase's key
 * and `fileSalt`), so a nonce is a counter and a mark of the last block: blocks cannot be swapped, left
 * out or added, nor can the file be cut between two. The header is authenticated with each block.
 * Source: STREAM (Hoang et al. 2015) as the file format age uses it.
 *
 * | at | bytes | what                                             |
 * | -- | ----- | ------------------------------------------------ |
 * | 0  | 8     | `MSKWSEAL`                                       |
 * | 8  | 1     | version, 1                                       |
 * | 9  | 1     | key derivation, 1: PBKDF2 with SHA-256           |
 * | 10 | 4     | iterations, big endian                           |
 * | 14 | 16    | salt of the passphrase                           |
 * | 30 | 16    | salt of the file                                 |
 * | 46 | 16    | tells a wrong passphrase from a damaged file     |
 * | 62 | 8     | begin of the SHA-256 of all before               |
 */
export interface SealHeader {
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly fileSalt: Uint8Array<ArrayBuffer>;
  readonly check: Uint8Array<ArrayBuffer>;
}

export const sealHeaderBytes = 70;
export const blockBytes = 1024 * 1024;
export const tagBytes = 16;
export const saltBytes = 16;

/** What is written; OWASP 2023 asks for no less with SHA-256. */
export const iterationsWritten = 600_000;

/** What is read: a hostile file must not keep the machine busy, about 3 s at most. */
const iterationsRead = { least: 100_000, most: 10_000_000 };

const magic = [0x4d, 0x53, 0x4b, 0x57, 0x53, 0x45, 0x41, 0x4c];
const checkedBytes = 62;
const version = 1;
const pbkdf2 = 1;

/** Whether a file begins as a sealed one does. */
export function isSealed(start: Uint8Array): boolean {
  return magic.every((byte, index) => start[index] === byte);
}

export async function writeSealHeader(header: SealHeader): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(sealHeaderBytes);
  bytes.set(magic);
  bytes[8] = version;
  bytes[9] = pbkdf2;
  new DataView(bytes.buffer).setUint32(10, header.iterations);
  bytes.set(header.salt, 14);
  bytes.set(header.fileSalt, 30);
  bytes.set(header.check, 46);
  bytes.set(await checksumOf(bytes), checkedBytes);
  return bytes;
}

/** @throws AppError archive/damaged, archive/hostile, archive/newer-version */
export async function readSealHeader(bytes: Uint8Array<ArrayBuffer>): Promise<SealHeader> {
  if (bytes.length < sealHeaderBytes) throw damagedSeal('its beginning is cut off');
  const found = bytes[8] ?? 0;
  if (found > version) throw new AppError({ code: 'archive/newer-version', version: found });
  const checksum = await checksumOf(bytes);
  const isWhole = checksum.every((byte, index) => bytes[checkedBytes + index] === byte);
  if (!isWhole || found !== version || bytes[9] !== pbkdf2) {
    throw damagedSeal('its beginning has changed');
  }
  const iterations = new DataView(bytes.buffer, bytes.byteOffset).getUint32(10);
  if (iterations < iterationsRead.least || iterations > iterationsRead.most) {
    throw new AppError({ code: 'archive/hostile', reason: `${iterations} rounds of PBKDF2` });
  }
  return {
    iterations,
    salt: bytes.slice(14, 30),
    fileSalt: bytes.slice(30, 46),
    check: bytes.slice(46, checkedBytes),
  };
}

/** Of block `index`, from 0: eleven bytes of counter and one that marks the last block. */
export function nonceOf(index: number, isLast: boolean): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(3, BigInt(index));
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export function damagedSeal(reason: string, cause?: unknown): AppError {
  return new AppError({ code: 'archive/damaged', entry: 'seal', reason }, { cause });
}

async function checksumOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const digest = await crypto.subtle.digest('SHA-256', bytes.slice(0, checkedBytes));
  return new Uint8Array(digest).subarray(0, sealHeaderBytes - checkedBytes);
}
