import { deflateRawSync } from 'node:zlib';
import { BlobReader, BlobWriter, TextWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError, type Failure } from '#core/failure.ts';
import { rawZip, type RawZipEntry } from '#testing/rawZip.ts';
import { archives } from './archives.ts';
import { openArchive } from './openArchive.ts';
import type { ArchiveInput } from './writeArchive.ts';

const { signal } = new AbortController();
const text = new TextEncoder();
const photo = new Blob([Uint8Array.from({ length: 3000 }, (_, i) => i % 251)]);
let plain: Uint8Array<ArrayBuffer>;
let sealed: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  plain = await bytesOf(await archives.write(plan(), null, signal));
  sealed = await bytesOf(await archives.write(plan(), await archives.newSealKey('pass'), signal));
});

describe('an archive', () => {
  it('gives back what was written, sealed or not, with the hashes of its manifest', async () => {
    for (const [bytes, passphrase] of [
      [plain, null],
      [sealed, 'pass'],
    ] as const) {
      const archive = await openArchive(new Blob([bytes]), passphrase);
      expect(archive.entries.map(({ name }) => name)).toEqual([
        'notes.jsonl',
        'images/1-ü.jpg',
        'manifest.json',
      ]);
      expect(await archive.wholeText('notes.jsonl', signal)).toBe('é\n'.repeat(5000));
      const blob = await archive.blob('images/1-ü.jpg', 'image/jpeg', signal);
      expect(await bytesOf(blob)).toEqual(await bytesOf(photo));
      const manifest = JSON.parse(await archive.wholeText('manifest.json', signal));
      for (const { name, sha256 } of manifest) {
        expect(await archive.sha256(name, signal)).toBe(sha256);
      }
      expect(archive.isSealed).toBe(passphrase !== null);
    }
  });

  it('is a zip that other programs read', async () => {
    const reader = new ZipReader(new BlobReader(new Blob([plain])), { checkSignature: true });
    const [first] = await reader.getEntries({ strictness: 'strict' });
    if (!first || first.directory) throw new Error('no entry');
    expect(await first.getData(new TextWriter())).toBe('é\n'.repeat(5000));
  });

  it('may be unpacked and packed again by hand', async () => {
    const writer = new ZipWriter(new BlobWriter(), { dataDescriptor: true });
    await writer.add('images/', undefined, { directory: true });
    await writer.add('a.jsonl', new BlobReader(new Blob(['line\n'.repeat(1000)])));
    const archive = await openArchive(await writer.close(), null);
    expect(await archive.wholeText('a.jsonl', signal)).toBe('line\n'.repeat(1000));
    expect(archive.entries.map(({ name }) => name)).toEqual(['a.jsonl']);
  });

  it('stops being read and written on abort', async () => {
    const controller = new AbortController();
    const archive = await openArchive(new Blob([plain]), null);
    controller.abort();
    await expect(archive.wholeText('notes.jsonl', controller.signal)).rejects.toThrow(/abort/iu);
    const stream = await archives.write(plan(), null, controller.signal);
    await expect(bytesOf(stream)).rejects.toThrow(/abort/iu);
  });

  it('asks for a passphrase only when it is sealed', async () => {
    expect(await failureOf(sealed, null)).toEqual({ code: 'archive/passphrase-needed' });
    expect(await failureOf(sealed, 'word')).toEqual({ code: 'archive/wrong-passphrase' });
    expect(await failureOf(plain, 'word')).toBeNull();
  });
});

describe('a file that is none of ours, cut off or made to do harm', () => {
  it('is told from an archive by its first bytes', async () => {
    for (const foreign of ['', 'PK', 'hello', '\u0000'.repeat(500), '%PDF-1.7']) {
      expect(await failureOf(text.encode(foreign))).toEqual({ code: 'archive/not-ours' });
    }
  });

  it('is refused wherever it was cut', async () => {
    const ends = [4, 30, 100, plain.length - 200, plain.length - 23, plain.length - 1];
    for (const end of ends) {
      const failure = await failureOf(plain.slice(0, end));
      expect(failure?.code, `${end}`).toMatch(/^archive\/(?:damaged|hostile)$/u);
    }
  });

  it.each([
    ['a way up', '../../etc/passwd'],
    ['a way up inside', 'images/../../x'],
    ['an absolute name', '/etc/passwd'],
    ['a drive', 'C:/x'],
    ['a backslash', 'images\\x'],
    ['a zero', 'a\u0000.jpg'],
    ['a line break', 'a\n.jpg'],
    ['a turned direction of writing', 'a\u202egpj.exe'],
    ['an empty part', 'a//b'],
    ['a name without end', 'a'.repeat(300)],
  ])('is refused for %s in a name', async (_what, name) => {
    expect(await failureOf(rawZip([stored(name)]))).toMatchObject({ code: 'archive/hostile' });
  });

  it('is refused for one name twice, also where only letters differ in case', async () => {
    for (const names of [
      ['a', 'a'],
      ['a', 'A'],
      ['\u00fc', 'u\u0308'],
    ]) {
      expect(await failureOf(rawZip(names.map(stored)))).toMatchObject({ code: 'archive/hostile' });
    }
  });

  it('is refused for sizes that are not so', async () => {
    const packed = new Uint8Array(deflateRawSync(Buffer.alloc(5000)));
    const cases: readonly RawZipEntry[] = [
      { name: 'a', data: text.encode('abc'), sizeBytes: 9 },
      { name: 'a', data: packed, method: 8, sizeBytes: 4999 },
      { name: 'a', data: packed, method: 8, sizeBytes: 5001 },
      { name: 'a', data: text.encode('junk'), method: 8, sizeBytes: 5000 },
      { name: 'a', data: text.encode('abc'), method: 12 },
      { name: 'a', data: text.encode('abc'), localName: 'b' },
      { name: 'a', data: text.encode('abc'), offset: 7 },
    ];
    for (const entry of cases) {
      const failure = await failureOf(rawZip([entry]));
      expect(failure?.code).toMatch(/^archive\/(?:damaged|hostile)$/u);
    }
  });

  it('is refused as a bomb before anything of it is unpacked', async () => {
    const bomb = { name: 'a', data: new Uint8Array(100), method: 8, sizeBytes: 2 ** 31 };
    expect(await failureOf(rawZip([bomb]))).toMatchObject({ code: 'archive/hostile' });
  });

  it('is unpacked no further than the size it gives', async () => {
    const data = new Uint8Array(deflateRawSync(Buffer.alloc(200 * 1024 * 1024)));
    const archive = await openArchive(
      new Blob([rawZip([{ name: 'a', data, method: 8, sizeBytes: 1000 }])]),
      null,
    );
    await expect(archive.sha256('a', signal)).rejects.toMatchObject({
      failure: { code: 'archive/damaged' },
    });
  });

  it('is refused for entries that share bytes', async () => {
    const two = rawZip([stored('a'), { ...stored('b'), offset: 0, localName: 'a' }]);
    expect(await failureOf(two)).toMatchObject({ code: 'archive/hostile' });
  });

  it('fails with a failure of ours whatever bytes it has', async () => {
    const zipLike = fc
      .uint8Array({ maxLength: 300 })
      .map((bytes) => Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]));
    const end = plain.slice(-22);
    const withEnd = zipLike.map((bytes) => Uint8Array.from([...bytes, ...end]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(zipLike, withEnd), async (bytes) => {
        expect((await failureOf(bytes))?.code).toMatch(/^archive\//u);
      }),
      { numRuns: 300 },
    );
  });

  it('is harmless or refused wherever a byte of it was changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(plain.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = plain.slice();
          changed[at] = (changed[at] ?? 0) ^ by;
          const failure = await failureOf(changed);
          if (failure) expect(failure.code).toMatch(/^archive\//u);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function stored(name: string): RawZipEntry {
  return { name, data: text.encode('content') };
}

/** Opens it and reads all of it, as a restore does before it writes anything. */
async function failureOf(
  bytes: Uint8Array<ArrayBuffer>,
  passphrase: string | null = null,
): Promise<Failure | null> {
  try {
    const archive = await openArchive(new Blob([bytes]), passphrase);
    for (const { name } of archive.entries) await archive.sha256(name, signal);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
}

function plan() {
  return {
    inputs: inputs(),
    manifest: (digests: object) => JSON.stringify(digests),
    createdAt: new Date(0),
  };
}

async function* inputs(): AsyncGenerator<ArchiveInput> {
  const lastModified = new Date(2024, 0, 1);
  yield { name: 'notes.jsonl', blob: new Blob(['é\n'.repeat(5000)]), lastModified };
  yield { name: 'images/1-ü.jpg', blob: photo, lastModified };
}

async function bytesOf(body: BodyInit): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(body).arrayBuffer());
}
