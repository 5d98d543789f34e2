import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { FormatReader, FormatWriter } from '#formats/format.ts';
import type { WriteOptions } from '#formats/writeOptions.ts';
import { dataSets } from './arbitraryDataSets.ts';
import { richDataSets } from './arbitraryRichDataSets.ts';
import { roundTrip } from './roundTrip.ts';
import { silentLosses } from './silentLosses.ts';

interface Format {
  readonly writer: FormatWriter;
  readonly reader: FormatReader;
}

/** Images, categories and every mask come back, pixel by pixel and without a word. */
export async function expectMasksBack(
  format: Format,
  options: Partial<WriteOptions>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(dataSets(), async (dataSet) => {
      const { dataSet: back, objects, issues } = await roundTrip(format, dataSet, options);
      expect(issues).toEqual([]);
      expect([back.images, back.categories]).toEqual([dataSet.images, dataSet.categories]);
      const before = await Promise.all(dataSet.images.map((_, image) => dataSet.objectsOf(image)));
      const plain = (all: (typeof objects)[number]) =>
        all.map(({ category, mask }) => ({ category, mask }));
      expect(objects.map(plain)).toEqual(before.map(plain));
    }),
    { numRuns },
  );
}

/** Whatever an object says comes back, or was told to be lost, however it is written. */
export async function expectNoSilentLoss(format: Format): Promise<void> {
  const options = fc.record({
    geometry: fc.constantFrom('rle' as const, 'polygon' as const, 'mixed' as const),
    tolerancePx: fc.constantFrom(0, 1, 6),
  });
  await fc.assert(
    fc.asyncProperty(richDataSets(), options, async (dataSet, chosen) => {
      expect(await silentLosses(format, dataSet, chosen)).toEqual([]);
    }),
    { numRuns: 100 },
  );
}
