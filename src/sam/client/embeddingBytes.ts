import * as v from 'valibot';
import type { ImageEmbedding } from '#sam/protocol.ts';

/**
 * An embedding as one file: the length of the head (uint32, little-endian), the head (JSON, padded with
 * spaces so that the tensors begin at an even byte), then the float16 bits of all tensors.
 */
export function embeddingToBytes(embedding: ImageEmbedding): Uint8Array<ArrayBuffer> {
  const { tensors, ...rest } = embedding;
  const lengths = tensors.map(({ length }) => length);
  const json = JSON.stringify({ ...rest, lengths });
  const head = new TextEncoder().encode(json.length % 2 === 0 ? json : `${json} `);
  const bodyBytes = lengths.reduce((sum, length) => sum + length * 2, 0);
  const bytes = new Uint8Array(4 + head.length + bodyBytes);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const tensor of tensors) {
    bytes.set(new Uint8Array(tensor.buffer, tensor.byteOffset, tensor.byteLength), at);
    at += tensor.byteLength;
  }
  return bytes;
}

/** null for bytes that are no embedding: it is then made anew. */
export function embeddingFromBytes(bytes: Uint8Array<ArrayBuffer>): ImageEmbedding | null {
  if (bytes.length < 4) return null;
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const head = readHead(bytes.subarray(4, 4 + headLength));
  if (!head) return null;
  const { lengths, ...rest } = head;
  let at = 4 + headLength;
  const end = lengths.reduce((sum, length) => sum + length * 2, at);
  if (end !== bytes.length) return null;
  const tensors = lengths.map((length) => {
    const tensor = new Uint16Array(bytes.slice(at, at + length * 2).buffer);
    at += length * 2;
    return tensor;
  });
  return { ...rest, tensors };
}

const length = v.pipe(v.number(), v.integer(), v.minValue(1));
const headSchema = v.object({
  imageSize: v.object({ width: length, height: length }),
  window: v.object({ x: v.number(), y: v.number(), width: length, height: length }),
  longestSide: length,
  lengths: v.array(length),
});

function readHead(bytes: Uint8Array): v.InferOutput<typeof headSchema> | null {
  try {
    const head = v.safeParse(headSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return head.success ? head.output : null;
  } catch {
    return null; // cut short or overwritten
  }
}
