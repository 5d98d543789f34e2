import { AppError } from '#core/failure.ts';
import type { ByteSource } from './byteSource.ts';
import {
  blockBytes,
  damagedSeal,
  nonceOf,
  readSealHeader,
  sealHeaderBytes,
  tagBytes,
} from './sealFormat.ts';
import { fileKeysOf, sealKeyOf } from './sealKey.ts';

/**
 * The content of a sealed file. Blocks are decrypted when they are read, so that nothing of it lies
 * anywhere in clear. The last block is checked at once: a file that was cut is found out here.
 *
 * @throws AppError archive/wrong-passphrase, archive/damaged, archive/hostile, archive/newer-version
 */
export async function unseal(file: ByteSource, passphrase: string): Promise<ByteSource> {
  const headerBytes = await file.read(0, sealHeaderBytes);
  const { salt, iterations, fileSalt, check } = await readSealHeader(headerBytes);
  const keys = await fileKeysOf(await sealKeyOf(passphrase, salt, iterations), fileSalt);
  if (!keys.check.every((byte, index) => byte === check[index])) {
    throw new AppError({ code: 'archive/wrong-passphrase' });
  }
  const { blockCount, size } = layoutOf(file.size);
  const decrypt = async (index: number) => {
    const sealed = await file.read(
      sealHeaderBytes + index * (blockBytes + tagBytes),
      blockBytes + tagBytes,
    );
    const iv = nonceOf(index, index === blockCount - 1);
    const parameters = { name: 'AES-GCM', iv, additionalData: headerBytes };
    try {
      return new Uint8Array(await crypto.subtle.decrypt(parameters, keys.encryption, sealed));
    } catch (cause) {
      throw damagedSeal(`block ${index + 1} of ${blockCount} has changed`, cause);
    }
  };
  const blockAt = remembering(decrypt);
  await blockAt(blockCount - 1);
  return {
    size,
    read: (offset, length) => readBlocks(blockAt, offset, Math.min(length, size - offset)),
  };
}

/** How many blocks a file of that size has, and how many bytes they hold. */
function layoutOf(fileSize: number): { readonly blockCount: number; readonly size: number } {
  const bodyBytes = fileSize - sealHeaderBytes;
  const blockCount = Math.ceil(bodyBytes / (blockBytes + tagBytes));
  const lastBytes = bodyBytes - (blockCount - 1) * (blockBytes + tagBytes);
  if (blockCount === 0 || lastBytes < tagBytes) throw damagedSeal('its end is cut off');
  return { blockCount, size: bodyBytes - blockCount * tagBytes };
}

type BlockReader = (index: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Reads go through a block in small steps, and back and forth between the directory and entries. */
function remembering(decrypt: BlockReader): BlockReader {
  const held = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  return (index) => {
    const block = held.get(index) ?? decrypt(index);
    held.delete(index);
    held.set(index, block);
    for (const oldest of held.keys()) {
      if (held.size <= 3) break;
      held.delete(oldest);
    }
    return block;
  };
}

async function readBlocks(
  blockAt: BlockReader,
  offset: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Math.max(0, length));
  let filled = 0;
  while (filled < bytes.length) {
    const at = offset + filled;
    const block = await blockAt(Math.floor(at / blockBytes));
    const part = block.subarray(at % blockBytes, (at % blockBytes) + bytes.length - filled);
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
}
