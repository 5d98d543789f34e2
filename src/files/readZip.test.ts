import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import type { Arrival, LeftOut } from './arrival.ts';
import { isTrap, walkZip } from './readZip.ts';

describe('walkZip', () => {
  it('lists images as paths below the archive, and opens them when asked', async () => {
    const zip = await zipOf({ 'set/b/ä 1.png': 'one', 'a.jpg': 'two', 'set/empty/': '' });
    const found = await foundIn(zip);
    expect(found.map(({ path }) => path)).toEqual(['set/b/ä 1.png', 'a.jpg']);
    const file = await arrivalIn(found, 'set/b/ä 1.png').open();
    expect([file.name, await file.text()]).toEqual(['ä 1.png', 'one']);
    expect(arrivalIn(found, 'a.jpg').stat).toMatchObject({ sizeBytes: 3 });
  });

  it('passes over hidden files and names what is no image or encrypted', async () => {
    const zip = await zipOf(
      { '__MACOSX/set/._a.jpg': 'x', 'set/.hidden.jpg': 'x', 'notes.txt': 'x', 'a.jpg': 'x' },
      'secret',
    );
    expect(await foundIn(zip)).toEqual([
      { path: 'notes.txt', failure: { code: 'import/not-an-image', fileName: 'notes.txt' } },
      { path: 'a.jpg', failure: { code: 'import/encrypted', fileName: 'a.jpg' } },
    ]);
  });

  it('reads names of old writers as code page 437', async () => {
    const bytes = new Uint8Array(await (await zipOf({ 'Xb.jpg': 'x' })).arrayBuffer());
    // in the local header and in the directory; 0x81 is ü there, and no UTF-8
    for (let i = 0; i < bytes.length - 6; i += 1) {
      const isName = bytes[i] === 0x58 && bytes[i + 1] === 0x62 && bytes[i + 2] === 0x2e;
      if (isName) bytes[i] = 0x81;
      const isHeader = bytes[i] === 0x50 && bytes[i + 1] === 0x4b;
      if (isHeader && bytes[i + 2] === 3) bytes[i + 7] = 0;
      if (isHeader && bytes[i + 2] === 1) bytes[i + 9] = 0;
    }
    const found = await foundIn(new File([bytes], 'old.zip'));
    expect(found.map(({ path }) => path)).toEqual(['üb.jpg']);
  });

  it('says that a file is no archive, or a damaged one', async () => {
    expect(await foundIn(new File(['no zip at all'], 'a.zip'))).toEqual([
      { path: 'a.zip', failure: { code: 'import/archive-damaged', fileName: 'a.zip' } },
    ]);
  });

  it('refuses an entry whose bytes are not those that went in', async () => {
    const zip = await zipOf({ 'a.jpg': 'some text that is stored as it is' }, undefined, 0);
    const bytes = new Uint8Array(await zip.arrayBuffer());
    const at = new TextDecoder('latin1').decode(bytes).indexOf('some text');
    bytes[at] = 0;
    const found = await foundIn(new File([bytes], 'a.zip'));
    await expect(arrivalIn(found, 'a.jpg').open()).rejects.toMatchObject({
      failure: { code: 'import/damaged-in-archive', fileName: 'a.jpg' },
    });
  });

  it('stops an entry that grows beyond what the directory says', async () => {
    const zip = await zipOf({ 'a.jpg': 'x'.repeat(100_000) });
    const bytes = new Uint8Array(await zip.arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < bytes.length - 30; i += 1) {
      // sizes unpacked, in the directory and in the local header
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 10, true);
      if (view.getUint32(i, true) === 0x04034b50) view.setUint32(i + 22, 10, true);
    }
    const found = await foundIn(new File([bytes], 'a.zip'));
    await expect(arrivalIn(found, 'a.jpg').open()).rejects.toMatchObject({
      failure: { fileName: 'a.jpg' },
    });
  });
});

describe('isTrap', () => {
  it('knows what grows out of all proportion from pictures that merely shrink well', () => {
    expect(isTrap({ compressedSize: 1_000_000, uncompressedSize: 900_000_000 })).toBe(true);
    expect(isTrap({ compressedSize: 900_000_000, uncompressedSize: 2_000_000_000 })).toBe(true);
    expect(isTrap({ compressedSize: 30_000, uncompressedSize: 30_000_000 })).toBe(false);
    expect(isTrap({ compressedSize: 90_000_000, uncompressedSize: 200_000_000 })).toBe(false);
  });
});

async function zipOf(
  files: Readonly<Record<string, string>>,
  password?: string,
  level = 6,
): Promise<File> {
  const options = { useWebWorkers: false, level, dataDescriptor: false };
  const writer = new ZipWriter(new BlobWriter('application/zip'), options);
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('/')) await writer.add(name, undefined, { directory: true });
    else if (password === undefined) await writer.add(name, new TextReader(text));
    else {
      const bytes = new TextEncoder().encode(text);
      await writer.add(name, new Uint8ArrayReader(bytes), { password, zipCrypto: true });
    }
  }
  return new File([await writer.close()], 'test.zip');
}

async function foundIn(zip: File): Promise<readonly (Arrival | LeftOut)[]> {
  const found: (Arrival | LeftOut)[] = [];
  for await (const each of walkZip(zip, new AbortController().signal)) found.push(each);
  return found;
}

function arrivalIn(found: readonly (Arrival | LeftOut)[], path: string): Arrival {
  const arrival = found.find((each) => each.path === path);
  if (!arrival || !('open' in arrival)) throw new Error(`The archive has no ${path}.`);
  return arrival;
}
