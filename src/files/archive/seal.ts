import { chunksOf } from './byteSource.ts';
import { blockBytes, nonceOf, saltBytes, writeSealHeader } from './sealFormat.ts';
import { fileKeysOf, type SealKey } from './sealKey.ts';

/** A stream, sealed as it flows; see {@link SealHeader}. */
export function seal(
  content: ReadableStream<Uint8Array>,
  key: SealKey,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const sealed = sealedPieces(content, key);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await sealed.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await sealed.return(undefined);
    },
  });
}

async function* sealedPieces(
  content: ReadableStream<Uint8Array>,
  key: SealKey,
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  const fileSalt = crypto.getRandomValues(new Uint8Array(saltBytes));
  const { encryption, check } = await fileKeysOf(key, fileSalt);
  const { iterations, salt } = key;
  const header = await writeSealHeader({ iterations, salt, fileSalt, check });
  yield header;
  let index = 0;
  for await (const { bytes, isLast } of blocksOf(content)) {
    const parameters = { name: 'AES-GCM', iv: nonceOf(index, isLast), additionalData: header };
    yield new Uint8Array(await crypto.subtle.encrypt(parameters, encryption, bytes));
    index += 1;
  }
  return undefined;
}

interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isLast: boolean;
}

/** The content in full blocks and a last one, which is empty only if all of it is. */
async function* blocksOf(content: ReadableStream<Uint8Array>): AsyncGenerator<Block> {
  let block = new Uint8Array(blockBytes);
  let filled = 0;
  for await (const chunk of chunksOf(content)) {
    let taken = 0;
    while (taken < chunk.length) {
      if (filled === blockBytes) {
        yield { bytes: block, isLast: false };
        block = new Uint8Array(blockBytes);
        filled = 0;
      }
      const length = Math.min(blockBytes - filled, chunk.length - taken);
      block.set(chunk.subarray(taken, taken + length), filled);
      filled += length;
      taken += length;
    }
  }
  yield { bytes: block.slice(0, filled), isLast: true };
}
