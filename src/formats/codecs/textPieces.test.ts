import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { textPieces } from './textPieces.ts';

it('cuts no character in two', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
      const pieces: string[] = [];
      for await (const piece of textPieces(memoryFiles(new Map([['a', text]])), 'a')) {
        pieces.push(piece);
      }
      expect(pieces.join('')).toBe(text);
    }),
  );
});
