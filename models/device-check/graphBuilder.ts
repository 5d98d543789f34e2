import { create } from '@bufbuild/protobuf';
import { type NodeProto, type MessageOf, schemaOf, type ValueInfoProto } from '../onnx/messages.ts';
import { writeModel } from '../onnx/model.ts';

/** An attribute of a node: an integer, integers, or floats as `{ float }`. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** The border of a graph and the version of the operators in it. */
export interface GraphFrame {
  readonly name: string;
  readonly opset: number;
  readonly inputs: readonly ValueInfoProto[];
  readonly outputs: readonly ValueInfoProto[];
}

const elementTypes = { float: 1, int64: 7 } as const; // TensorProto.DataType
const attributeTypes = { float: 1, int: 2, ints: 7 } as const; // AttributeProto.AttributeType

/** Writes an ONNX graph node by node; tensors are known by their names. Equal calls give equal bytes. */
export class GraphBuilder {
  private readonly nodes: NodeProto[] = [];
  private readonly initializers: MessageOf<'TensorProto'>[] = [];
  private readonly random = lcg(2023);

  /** Adds a node. @returns name of its (first) output */
  node(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    output: string | readonly string[] = `${opType.toLowerCase()}_${this.nodes.length}`,
  ): string {
    const outputs = typeof output === 'string' ? [output] : [...output];
    this.nodes.push(
      create(schemaOf('NodeProto'), {
        opType,
        name: `${opType}_${this.nodes.length}`,
        input: [...inputs],
        output: outputs,
        attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
      }),
    );
    return outputs[0] ?? '';
  }

  /** Weights of a layer: uniform, of the variance that keeps the size of what passes through. */
  weights(shape: readonly number[], fanIn: number): string {
    const limit = Math.sqrt(3 / fanIn);
    return this.floats(shape, () => (this.random() * 2 - 1) * limit);
  }

  floats(shape: readonly number[], valueAt: (index: number) => number): string {
    const length = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length }, (_, index) => valueAt(index));
    return this.initializer('float', shape, new Uint8Array(values.buffer));
  }

  ints(values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.initializer('int64', [values.length], new Uint8Array(data.buffer));
  }

  scalar(value: number): string {
    return this.floats([], () => value);
  }

  /** Bytes of the .onnx file. */
  write({ name, opset, inputs, outputs }: GraphFrame): Uint8Array<ArrayBuffer> {
    return writeModel(
      create(schemaOf('ModelProto'), {
        irVersion: 8n,
        producerName: 'maskwright',
        graph: {
          name,
          node: [...this.nodes],
          initializer: [...this.initializers],
          input: [...inputs],
          output: [...outputs],
        },
        opsetImport: [{ domain: '', version: BigInt(opset) }],
      }),
    );
  }

  private initializer(
    type: keyof typeof elementTypes,
    shape: readonly number[],
    rawData: Uint8Array,
  ): string {
    const name = `${type}_${this.initializers.length}`;
    const dims = shape.map(BigInt);
    this.initializers.push(
      create(schemaOf('TensorProto'), { name, dims, dataType: elementTypes[type], rawData }),
    );
    return name;
  }
}

function attributeOf(name: string, value: Attribute): MessageOf<'AttributeProto'> {
  const schema = schemaOf('AttributeProto');
  if (typeof value === 'number')
    return create(schema, { name, i: BigInt(value), type: attributeTypes.int });
  if ('float' in value) return create(schema, { name, f: value.float, type: attributeTypes.float });
  return create(schema, { name, ints: value.map(BigInt), type: attributeTypes.ints });
}

/** 0…1, the same on every machine. Source: Numerical Recipes, quick and dirty generators. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
