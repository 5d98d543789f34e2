import type { DataSetObject } from '#core/dataset/dataSet.ts';

/** A number that differs when masks or categories of an image do, but for one in four billion. */
export function fingerprintOf(objects: readonly DataSetObject[]): number {
  let hash = 0x811c9dc5; // FNV-1a over 32-bit words
  const add = (word: number) => {
    hash = Math.imul(hash ^ word, 0x01000193) >>> 0;
    hash ^= hash >>> 15;
  };
  for (const { category, mask, attributes } of objects) {
    add(category);
    for (const count of mask.counts) add(count);
    for (const letter of JSON.stringify(attributes)) add(letter.codePointAt(0) ?? 0);
  }
  return hash >>> 0;
}
