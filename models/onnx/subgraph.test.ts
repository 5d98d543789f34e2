import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { schemaOf } from './messages.ts';
import { renameTensors } from './rename.ts';
import { extractSubgraph } from './subgraph.ts';
import { floatTensor } from './tensorInfo.ts';

/** image → features → logits → mask, where mask also needs size; weights and bias belong to the first two steps. */
const model = create(schemaOf('ModelProto'), {
  irVersion: 8n,
  producerName: 'hand',
  opsetImport: [{ version: 17n }],
  graph: {
    name: 'toy',
    node: [
      { opType: 'MatMul', input: ['image', 'weights'], output: ['features'] },
      { opType: 'Clip', input: ['features', '', 'bias'], output: ['logits'] },
      { opType: 'Shape', input: ['logits'], output: ['unused'] },
      { opType: 'Resize', input: ['logits', '', '', 'size'], output: ['mask'] },
    ],
    initializer: [
      { name: 'weights', dims: [1n] },
      { name: 'bias', dims: [1n] },
    ],
    input: [floatTensor('image', [1, 3]), floatTensor('size', [2])],
    output: [floatTensor('mask', ['height', 'width'])],
    valueInfo: [floatTensor('features', [4]), floatTensor('unused', [1])],
  },
});

describe('extractSubgraph', () => {
  it('keeps what the outputs need, in order, and drops the rest', () => {
    const inputs = [floatTensor('image', [1, 3])];
    const outputs = [floatTensor('logits', [4])];
    const { graph, ...rest } = extractSubgraph(model, { inputs, outputs });
    expect(graph?.node.map(({ opType }) => opType)).toEqual(['MatMul', 'Clip']);
    expect(graph?.initializer.map(({ name }) => name)).toEqual(['weights', 'bias']);
    expect(graph?.valueInfo.map(({ name }) => name)).toEqual(['features']);
    expect(graph?.input).toEqual(inputs);
    expect(graph?.output).toEqual(outputs);
    expect(rest).toMatchObject({
      irVersion: 8n,
      producerName: 'hand',
      opsetImport: [{ version: 17n }],
    });
  });

  it('starts at a tensor inside the graph', () => {
    const inputs = [floatTensor('features', [4])];
    const { graph } = extractSubgraph(model, { inputs, outputs: [floatTensor('logits', [4])] });
    expect(graph?.node.map(({ opType }) => opType)).toEqual(['Clip']);
    expect(graph?.initializer.map(({ name }) => name)).toEqual(['bias']);
    expect(graph?.valueInfo).toEqual([]);
  });

  it('leaves the model it was given as it was', () => {
    const nodes = model.graph?.node;
    extractSubgraph(model, {
      inputs: [floatTensor('image', [1, 3])],
      outputs: [floatTensor('features', [4])],
    });
    expect(model.graph?.node).toBe(nodes);
    expect(nodes).toHaveLength(4);
  });

  it('says which tensor an output lacks', () => {
    const border = {
      inputs: [floatTensor('image', [1, 3])],
      outputs: [floatTensor('mask', [2, 2])],
    };
    expect(() => extractSubgraph(model, border)).toThrow(
      'nothing in the graph computes tensor size',
    );
  });

  it('says which input is needed by no output', () => {
    const border = {
      inputs: [floatTensor('image', [1, 3]), floatTensor('size', [2])],
      outputs: [floatTensor('logits', [4])],
    };
    expect(() => extractSubgraph(model, border)).toThrow(
      'no output of the subgraph needs its input size',
    );
  });
});

describe('renameTensors', () => {
  it('renames a tensor wherever it occurs', () => {
    const { graph } = renameTensors(model, {
      logits: 'low_res_logits',
      image: 'photo',
      bias: 'max',
    });
    expect(graph?.node.map(({ input, output }) => [...input, ...output])).toEqual([
      ['photo', 'weights', 'features'],
      ['features', '', 'max', 'low_res_logits'],
      ['low_res_logits', 'unused'],
      ['low_res_logits', '', '', 'size', 'mask'],
    ]);
    expect(graph?.initializer.map(({ name }) => name)).toEqual(['weights', 'max']);
    expect(graph?.input.map(({ name }) => name)).toEqual(['photo', 'size']);
  });

  it('is undone by the opposite renaming', () => {
    const there = renameTensors(model, { logits: 'low_res_logits' });
    expect(renameTensors(there, { low_res_logits: 'logits' })).toEqual(model);
  });

  it('refuses a name that is taken or absent', () => {
    expect(() => renameTensors(model, { logits: 'mask' })).toThrow('already a tensor mask');
    expect(() => renameTensors(model, { logit: 'x' })).toThrow('no tensor logit to rename');
  });
});
