import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { float16Bits } from './float16.ts';
import { GraphBuilder } from './graphBuilder.ts';
import { readModel, writeModel } from './model.ts';
import { weightsOf } from './weights.ts';

/** y = relu(2 · x + 1), with an unused weight. */
function toyBuilder(): GraphBuilder {
  const graph = new GraphBuilder();
  const x = graph.input('x', [1, 'width']);
  const doubled = graph.op('Mul', [x, graph.half({ dims: [1], data: Float32Array.of(2) })]);
  graph.exact({ dims: [2], data: Float32Array.of(7, 8) });
  graph.op('Relu', [graph.op('Add', [doubled, graph.constant([1], [1])])]);
  return graph;
}

describe('GraphBuilder', () => {
  it('builds a model that runs', async () => {
    const graph = toyBuilder();
    const [first = '', second = ''] = graph.ops('Split', ['x', graph.integers([1, 2])], {
      outputCount: 2,
      axis: 1,
    });
    const joined = graph.op('Concat', [second, first], { axis: 1 });
    const model = graph.build({ name: 'toy', docString: '', outputs: [[joined, 'y', [1, 3]]] });
    const session = await InferenceSession.create(writeModel(model));
    const { y } = await session.run({ x: new Tensor('float32', [1, 2, 3], [1, 3]) });
    expect(y?.data).toEqual(Float32Array.of(2, 3, 1));
  });

  it('gives equal bytes for equal calls', () => {
    const build = (): Uint8Array =>
      writeModel(toyBuilder().build({ name: 'toy', docString: '', outputs: [['x', 'y', [1]]] }));
    expect(build()).toEqual(build());
  });

  it('leaves out what no output needs', () => {
    const model = toyBuilder().build({ name: 'toy', docString: '', outputs: [['x', 'y', [1]]] });
    expect(model.graph?.initializer).toEqual([]);
    expect(model.graph?.node.map(({ opType }) => opType)).toEqual(['Identity']);
  });

  it('shares equal lists of integers', () => {
    const graph = new GraphBuilder();
    expect(graph.integers([1, 2])).toBe(graph.integers([1, 2]));
    expect(graph.integers([12])).not.toBe(graph.integers([1, 2]));
  });

  it('refuses data that do not fill their shape', () => {
    expect(() => new GraphBuilder().constant([2, 2], [1, 2, 3])).toThrow(
      '3 values do not fill 2×2',
    );
  });
});

describe('weightsOf', () => {
  const graph = new GraphBuilder();
  const weight = graph.constant([1, 2], [3, 4]);
  const sum = graph.op('Add', [graph.input('x', [1, 2]), weight]);
  const built = graph.build({ name: 'toy', docString: '', outputs: [[sum, 'y', [1, 2]]] });
  const weights = weightsOf(readModel(writeModel(built)));

  it('finds weights by their own name and by the node that uses them', () => {
    expect(weights.named(weight)).toEqual({ dims: [1, 2], data: Float32Array.of(3, 4) });
    expect(weights.ofNode(sum, 1)).toEqual(weights.named(weight));
  });

  it('tells an input that is left out from a node that is not there', () => {
    expect(weights.findOfNode(sum, 2)).toBeUndefined();
    expect(() => weights.ofNode(sum, 2)).toThrow('has no input 2');
    expect(() => weights.findOfNode('Add_99', 1)).toThrow('no node Add_99');
    expect(() => weights.named('bias')).toThrow('no weights bias');
  });
});

describe('float16Bits', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [Infinity, 0x7c00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [-(2 ** -24), 0x8001],
    [2 ** -25, 0x0000],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [2 - 2 ** -12, 0x4000],
  ])('rounds %d to %i', (value, bits) => {
    expect(float16Bits(value)).toBe(bits);
  });

  it('keeps NaN', () => {
    expect(float16Bits(Number.NaN) & 0x7fff).toBeGreaterThan(0x7c00);
  });
});
