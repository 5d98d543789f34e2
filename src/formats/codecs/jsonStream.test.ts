import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, visitJson, type JsonFault } from './jsonStream.ts';

const decode = (bytes: Uint8Array<ArrayBuffer>) => new TextDecoder().decode(bytes);

async function visited(text: string | Uint8Array<ArrayBuffer>, pieceLength = 5) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const found: [string, number, unknown][] = [];
  const fault: JsonFault | null = await visitJson(piecesOf(bytes, pieceLength), decode, {
    item: (key, index, item) => found.push([key, index, item && parseJson(item, decode)]),
    value: (key, value) => found.push([key, -1, value && parseJson(value, decode)]),
  });
  return { found, fault };
}

async function* piecesOf(bytes: Uint8Array<ArrayBuffer>, length: number) {
  for (let at = 0; at < bytes.length; at += length) {
    yield await Promise.resolve(bytes.slice(at, at + length));
  }
}

describe('visitJson', () => {
  it('visits the items of every array at the top, and the other values', async () => {
    const { found, fault } = await visited(
      '\ufeff{"info": {"a": [1]}, "x y": [1, "é]\\"", {"b": [[2]]}, null], "n":12 , "none": []}',
    );
    expect(fault).toBeNull();
    expect(found).toEqual([
      ['info', -1, { a: [1] }],
      ['x y', 0, 1],
      ['x y', 1, 'é]"'],
      ['x y', 2, { b: [[2]] }],
      ['x y', 3, null],
      ['n', -1, 12],
    ]);
  });

  it('takes a file that is one array', async () => {
    const { found } = await visited('[{"a":1},2]');
    expect(found).toEqual([
      ['', 0, { a: 1 }],
      ['', 1, 2],
    ]);
  });

  it('hands out what came before the file broke off', async () => {
    const { found, fault } = await visited('{"a":[1,2,{"b":');
    expect(found).toEqual([
      ['a', 0, 1],
      ['a', 1, 2],
    ]);
    expect(fault).toEqual({ kind: 'truncated', at: 15 });
  });

  it.each(['', 'GIF89a', '{1:2}', '{"a" 1}', '{} x', '{"a":[1]]'])(
    'says of %j that it is no JSON',
    async (text) => {
      expect((await visited(text)).fault?.kind).toBe('notJson');
    },
  );
});

describe('properties', () => {
  it('finds what JSON.parse finds, however the bytes come', async () => {
    const files = fc.dictionary(fc.string(), fc.array(fc.jsonValue(), { maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 40 }), async (file, length) => {
        const text = JSON.stringify(file);
        const { found, fault } = await visited(text, length);
        expect(fault).toBeNull();
        const parsed = JSON.parse(text) as Record<string, unknown[]>;
        const wanted = Object.keys(parsed).flatMap((key) =>
          (parsed[key] ?? []).map((value, i) => [key, i, value]),
        );
        expect(found).toEqual(wanted);
      }),
    );
  });

  it('never throws on damaged bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        await visited(new Uint8Array(bytes), 3);
      }),
    );
  });
});
