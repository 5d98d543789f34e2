import type { ImageId } from '../annotation/ids.ts';
import type { ImageSummary } from '../project/project.ts';
import { DisjointSets, joinByKey } from './disjointSets.ts';
import { hammingDistance, hashBitsOf, isTellingHash, type HashBits } from './perceptualHash.ts';

/** What the search looks at. */
export type Hashed = Pick<ImageSummary, 'id' | 'contentHash' | 'perceptualHash'>;

/**
 * How many of the 64 bits of two dHashes may differ in pictures that count as near duplicates. Measured
 * on 260 photos: saved anew as JPEG of quality 40, 99 % keep all but 2 bits; at half the size, all but 5;
 * a fifth brighter, 95 % all but 6; without a rim of 2 %, all but 7. Unrelated pictures differ in about
 * 32: within 6 bits lies one in 2 × 10¹¹ random pairs, none among the 5 × 10⁷ pairs of 10,000 images.
 * A wider net costs more than it catches: groups chain, and soon hold half of a data set of one scene.
 */
const defaultMaxDistance = 6;

/**
 * The images that are the same picture, byte for byte or nearly, in groups of two or more: ordered by
 * the first member, members in the order given. Near is transitive here. A hash that tells too little
 * (see {@link isTellingHash}) makes no one near; such images are duplicates only when their bytes are.
 *
 * @param maxDistance bits that may differ, 0 … 15
 * Cost: bands of the hash are looked up instead of all pairs; 10,000 images in well under 300 ms.
 */
export function nearDuplicateGroups<Image extends Hashed>(
  images: readonly Image[],
  maxDistance: number = defaultMaxDistance,
): readonly (readonly Image[])[] {
  const sets = new DisjointSets(images.length);
  joinByKey(
    sets,
    images.map(({ contentHash }) => contentHash),
  );
  joinByKey(
    sets,
    images.map(({ perceptualHash }) => tellingHash(perceptualHash, maxDistance)),
  );
  joinNearHashes(sets, distinctHashes(images, maxDistance), maxDistance);
  return sets
    .sets()
    .filter((set) => set.length > 1)
    .map((set) => set.flatMap((index) => images[index] ?? []));
}

let lastIndex: { images: readonly Hashed[]; index: ReadonlyMap<ImageId, readonly ImageId[]> } = {
  images: [],
  index: new Map(),
};

/**
 * For every image that has near duplicates its whole group, itself among them; one list is shared by
 * all of the group. The last answer is kept: asking again costs one comparison per image as long as no
 * image came, went or got another hash.
 */
export function duplicateIndex(images: Iterable<Hashed>): ReadonlyMap<ImageId, readonly ImageId[]> {
  const all = [...images];
  if (!isSameList(all, lastIndex.images)) {
    const groups = nearDuplicateGroups(all).map((group) => group.map(({ id }) => id));
    const index = new Map(groups.flatMap((group) => group.map((id) => [id, group] as const)));
    lastIndex = { images: all, index };
  }
  return lastIndex.index;
}

function isSameList(a: readonly Hashed[], b: readonly Hashed[]): boolean {
  return a.length === b.length && a.every((image, i) => isSameHash(image, b[i]));
}

function isSameHash(a: Hashed, b: Hashed | undefined): boolean {
  return (
    a === b ||
    (a.id === b?.id && a.contentHash === b.contentHash && a.perceptualHash === b.perceptualHash)
  );
}

function tellingHash(hex: string | null, maxDistance: number): string | null {
  const bits = hex === null ? null : hashBitsOf(hex);
  return bits && isTellingHash(bits, maxDistance) ? (hex?.toLowerCase() ?? null) : null;
}

interface IndexedHash extends HashBits {
  readonly index: number; // of the first image that has it
}

/** One entry per hash: equal ones are joined already. */
function distinctHashes(images: readonly Hashed[], maxDistance: number): readonly IndexedHash[] {
  const byHash = new Map<string, IndexedHash>();
  for (const [index, { perceptualHash }] of images.entries()) {
    const hex = tellingHash(perceptualHash, maxDistance);
    const bits = hex !== null && !byHash.has(hex) ? hashBitsOf(hex) : null;
    if (hex !== null && bits) byHash.set(hex, { ...bits, index });
  }
  return [...byHash.values()];
}

/**
 * Of maxDistance + 1 bands of bits at least one is equal in any two hashes that differ in maxDistance
 * bits at most (pigeonhole), so only hashes that share a band are compared.
 */
function joinNearHashes(
  sets: DisjointSets,
  hashes: readonly IndexedHash[],
  maxDistance: number,
): void {
  const bandCount = maxDistance + 1;
  for (let band = 0; band < bandCount; band += 1) {
    const from = Math.floor((64 * band) / bandCount);
    const to = Math.floor((64 * (band + 1)) / bandCount);
    for (const bucket of bucketsOf(hashes, from, to)) joinWithin(sets, bucket, maxDistance);
  }
}

function bucketsOf(
  hashes: readonly IndexedHash[],
  from: number,
  to: number,
): Iterable<readonly IndexedHash[]> {
  const highMask = maskOfBits(from, Math.min(to, 32));
  const lowMask = maskOfBits(Math.max(from, 32) - 32, to - 32);
  const buckets = new Map<number, IndexedHash[]>();
  for (const hash of hashes) {
    // both parts are of one band, which has 64 bits only when there is a single one
    const key = ((hash.high & highMask) >>> 0) * 2 ** 32 + ((hash.low & lowMask) >>> 0);
    const bucket = buckets.get(key);
    if (bucket) bucket.push(hash);
    else buckets.set(key, [hash]);
  }
  return buckets.values();
}

/** The bits from … to − 1 of 32, counted from the highest; 0 when there are none. */
function maskOfBits(from: number, to: number): number {
  if (to <= from) return 0;
  const width = to - from;
  const ones = width === 32 ? 0xffffffff : 2 ** width - 1;
  return (ones << (32 - to)) | 0;
}

function joinWithin(sets: DisjointSets, bucket: readonly IndexedHash[], maxDistance: number): void {
  for (const [i, hash] of bucket.entries()) {
    for (let j = i + 1; j < bucket.length; j += 1) {
      const other = bucket[j];
      if (other && hammingDistance(hash, other) <= maxDistance) sets.join(hash.index, other.index);
    }
  }
}
