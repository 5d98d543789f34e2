import { createDecipheriv, hkdfSync, pbkdf2Sync } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError, type Failure } from '#core/failure.ts';
import { sourceOfBlob } from './byteSource.ts';
import { seal } from './seal.ts';
import { blockBytes, sealHeaderBytes, tagBytes, writeSealHeader } from './sealFormat.ts';
import { newSealKey, type SealKey } from './sealKey.ts';
import { unseal } from './unseal.ts';

const passphrase = 'correct horse';
const sealedBlock = blockBytes + tagBytes;
let key: SealKey;

beforeAll(async () => {
  key = await newSealKey(passphrase);
});

describe('a sealed file', () => {
  it('comes back byte for byte, whatever its size', async () => {
    for (const size of [0, 1, blockBytes - 1, blockBytes, blockBytes + 1, 2 * blockBytes]) {
      const content = noise(size);
      const sealed = await sealedOf(content);
      const blocks = Math.max(1, Math.ceil(size / blockBytes));
      expect(sealed.length).toBe(sealHeaderBytes + size + blocks * tagBytes);
      const source = await unseal(sourceOfBlob(new Blob([sealed])), passphrase);
      expect(source.size).toBe(size);
      expect(Buffer.compare(await source.read(0, size + 9), content)).toBe(0);
    }
  });

  it('can be read from any place', async () => {
    const content = noise(2 * blockBytes + 77);
    const source = await unseal(sourceOfBlob(new Blob([await sealedOf(content)])), passphrase);
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length), fc.nat(1000), async (offset, length) => {
        const read = await source.read(offset, length);
        expect(Buffer.compare(read, content.subarray(offset, offset + length))).toBe(0);
      }),
      { numRuns: 40, examples: [[blockBytes - 3, 9]] },
    );
  });

  it('is what another implementation of the same description reads', async () => {
    const content = noise(blockBytes + 5);
    const sealed = Buffer.from(await sealedOf(content));
    const master = pbkdf2Sync(passphrase, sealed.subarray(14, 30), 600_000, 32, 'sha256');
    const fileKey = hkdfSync(
      'sha256',
      master,
      sealed.subarray(30, 46),
      'maskwright seal 1 key',
      32,
    );
    const plain = [0, 1].map((index) => {
      const start = sealHeaderBytes + index * sealedBlock;
      const block = sealed.subarray(start, start + sealedBlock);
      const nonce = Buffer.alloc(12);
      nonce[10] = index;
      nonce[11] = index;
      const decipher = createDecipheriv('aes-256-gcm', Buffer.from(fileKey), nonce);
      decipher.setAAD(sealed.subarray(0, sealHeaderBytes));
      decipher.setAuthTag(block.subarray(-tagBytes));
      return Buffer.concat([decipher.update(block.subarray(0, -tagBytes)), decipher.final()]);
    });
    expect(Buffer.compare(Buffer.concat(plain), content)).toBe(0);
  });

  it('differs from file to file under one key', async () => {
    const [a, b] = [await sealedOf(noise(9)), await sealedOf(noise(9))];
    expect(a.subarray(sealHeaderBytes)).not.toEqual(b.subarray(sealHeaderBytes));
  });

  it('opens with no other passphrase, and with the same in another spelling of Unicode', async () => {
    const umlaut = await newSealKey('Zu\u0308rich');
    const sealed = await sealedOf(noise(3), umlaut);
    expect(await failureOf(sealed, 'Zurich')).toEqual({ code: 'archive/wrong-passphrase' });
    expect(await failureOf(sealed, 'Z\u00fcrich')).toBeNull();
  });
});

describe('a sealed file that was tampered with', () => {
  it('is found out wherever a byte of it was changed', async () => {
    const sealed = await sealedOf(noise(300));
    const places = [
      ...Array(sealHeaderBytes).keys(),
      71,
      200,
      sealed.length - 17,
      sealed.length - 1,
    ];
    for (const place of places.filter((each) => each % 3 === 0 || each > 60 || each < 14)) {
      const changed = sealed.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      const failure = await failureOf(changed, passphrase);
      // the first eight bytes say that it is sealed at all: not looked at here
      if (place >= 8) expect(failure?.code, `byte ${place}`).toMatch(/^archive\//u);
      expect(failure?.code).not.toBe('archive/wrong-passphrase');
    }
  });

  it('is found out wherever it was cut or made longer', async () => {
    const sealed = await sealedOf(noise(blockBytes + 40));
    const middle = sealHeaderBytes + sealedBlock;
    for (const end of [
      0,
      8,
      69,
      70,
      71,
      85,
      middle - 1,
      middle,
      middle + 1,
      middle + 15,
      middle + 16,
      sealed.length - 1,
    ]) {
      expect(await failureOf(sealed.slice(0, end), passphrase), `${end}`).toMatchObject({
        code: 'archive/damaged',
      });
    }
    for (const tail of [new Uint8Array(1), sealed.subarray(middle)]) {
      const longer = Uint8Array.from([...sealed.subarray(middle), ...tail]);
      const whole = new Blob([sealed.slice(0, middle), longer]);
      expect(await failureOf(await bytesOf(whole), passphrase)).toMatchObject({
        code: 'archive/damaged',
      });
    }
  });

  it('is found out when blocks were swapped', async () => {
    const sealed = await sealedOf(noise(3 * blockBytes));
    const block = (index: number) =>
      sealed.slice(
        sealHeaderBytes + index * sealedBlock,
        sealHeaderBytes + (index + 1) * sealedBlock,
      );
    const swapped = new Blob([sealed.slice(0, sealHeaderBytes), block(1), block(0), block(2)]);
    expect(await failureOf(await bytesOf(swapped), passphrase)).toMatchObject({
      code: 'archive/damaged',
      reason: 'block 1 of 3 has changed',
    });
  });

  it('cannot keep the machine busy with rounds of key derivation', async () => {
    const zeros = new Uint8Array(16);
    const parts = { salt: zeros, fileSalt: zeros, check: zeros };
    for (const iterations of [1, 0xffffffff]) {
      const header = await writeSealHeader({ ...parts, iterations });
      expect(await failureOf(header, passphrase)).toMatchObject({ code: 'archive/hostile' });
    }
  });
});

async function failureOf(sealed: Uint8Array<ArrayBuffer>, typed: string): Promise<Failure | null> {
  try {
    const source = await unseal(sourceOfBlob(new Blob([sealed])), typed);
    await source.read(0, source.size);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
}

function sealedOf(content: Uint8Array<ArrayBuffer>, by = key): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(seal(new Blob([content]).stream(), by));
}

async function bytesOf(body: BodyInit): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** The same at every call. */
function noise(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let state = 1;
  for (let i = 0; i < size; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
