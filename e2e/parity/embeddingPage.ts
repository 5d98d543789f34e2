import { images } from '#images/images.ts';
import { createSamClient } from '#sam/client/samClient.ts';

declare global {
  interface Window {
    /** The embedding of an image file, through the studio's own worker. */
    embeddingOf?: (bytes: readonly number[]) => Promise<readonly number[]>;
  }
}

const threadCount = navigator.hardwareConcurrency;
const sam = createSamClient({ modelBaseUrl: `${location.origin}/models/`, threadCount });

window.embeddingOf = async (bytes) => {
  const bitmap = await images.bitmapOf(new Blob([Uint8Array.from(bytes)]), 'parity.png');
  const { values } = await sam.encode('parity', bitmap, new AbortController().signal);
  return [...values];
};
