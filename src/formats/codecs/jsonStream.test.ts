import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonItems, type JsonEnd } from './jsonStream.ts';

interface Read {
  readonly items: readonly (readonly [key: string, index: number | null, text: string])[];
  readonly end: JsonEnd;
}

async function read(text: string, pieceLength = 7): Promise<Read> {
  const bytes = new TextEncoder().encode(text);
  async function* stream() {
    for (let at = 0; at < bytes.length; at += pieceLength) {
      yield await Promise.resolve(bytes.slice(at, at + pieceLength));
    }
  }
  const items: (readonly [string, number | null, string])[] = [];
  const decode = (utf8: Uint8Array) => new TextDecoder().decode(utf8);
  const end = await readJsonItems(stream(), decode, ({ key, index, bytes: json }) => {
    items.push([key, index, decode(json)]);
  });
  return { items, end };
}

describe('readJsonItems', () => {
  it('hands out the items of lists and the other values of an object', async () => {
    const text = '{"info": {"a":[1,"]"]}, "images":[{"id":1},\n{"id":2}] ,"n":12,"empty":[]}\n';
    expect(await read(text)).toEqual({
      items: [
        ['info', null, '{"a":[1,"]"]}'],
        ['images', 0, '{"id":1}'],
        ['images', 1, '{"id":2}'],
        ['n', null, '12'],
      ],
      end: 'complete',
    });
  });

  it('keeps what came before the end of a file that is cut off', async () => {
    const { items, end } = await read('{"images":[{"id":1},{"id":2');
    expect(items.map(([, , json]) => json)).toEqual(['{"id":1}']);
    expect(end).toBe('truncated');
  });

  it.each(['', '  ', 'hello', '<xml/>', '"text"', '{"a":1}}', '{"a" 1}', '[1]2', '{,}'])(
    'says that %j is no JSON',
    async (text) => {
      expect((await read(text)).end).toBe('notJson');
    },
  );

  it('passes over the mark of UTF-8', async () => {
    expect((await read('\u{feff}[1, 2]')).items).toHaveLength(2);
  });

  it('is not led astray by a million brackets', async () => {
    expect((await read('['.repeat(1_000_000), 65_536)).end).toBe('truncated');
  });
});

describe('properties', () => {
  it('gives the values of any file, however it is cut', async () => {
    const files = fc.oneof(
      fc.array(fc.jsonValue()),
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
    );
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.nat(3),
        fc.integer({ min: 1, max: 40 }),
        async (file, indent, cut) => {
          const { items, end } = await read(JSON.stringify(file, null, indent), cut);
          expect(end).toBe('complete');
          const expected = Array.isArray(file)
            ? file.map((value, i) => ['', i, value])
            : Object.entries(file).flatMap(([key, value]): unknown[] =>
                Array.isArray(value)
                  ? value.map((each, i) => [key, i, each])
                  : [[key, null, value]],
              );
          expect(items.map(([key, i, json]) => [key, i, JSON.parse(json) as unknown])).toEqual(
            JSON.parse(JSON.stringify(expected)),
          );
        },
      ),
    );
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...Array.from('[]{}",:\\1a ')) }),
        async (text) => {
          const { items, end } = await read(text, 3);
          expect(['complete', 'truncated', 'notJson']).toContain(end);
          expect(items.every(([, , json]) => json !== '')).toBe(true);
        },
      ),
    );
  });
});
