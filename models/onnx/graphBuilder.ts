import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { float16Bits } from './float16.ts';
import { type MessageOf, type ModelProto, schemaOf } from './messages.ts';
import { extractSubgraph } from './subgraph.ts';
import { floatTensor } from './tensorInfo.ts';
import type { Weights } from './weights.ts';

declare const value: unique symbol;
/** Name of a tensor in the graph under construction. */
export type Value = string & { readonly [value]?: true };

/** A number is an integer attribute; write `{ float: 1 }` for one that ONNX declares as float. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number };

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Border and text of a model that is ready to be written. */
export interface ModelFrame {
  readonly name: string;
  readonly outputs: readonly (readonly [value: Value, name: string, shape: readonly number[]])[];
  readonly docString: string;
}

const elementTypes = { float32: 1, int64: 7, float16: 10 } as const;
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;
const irVersion = 9n; // of ONNX 1.15, the first with opset 20
const opsetVersion = 20n; // the first with Gelu

/** Builds an ONNX graph node by node, in the order of execution. Equal calls give equal models. */
export class GraphBuilder {
  private readonly nodes: MessageInitShape<ReturnType<typeof schemaOf<'NodeProto'>>>[] = [];
  private readonly initializers: MessageOf<'TensorProto'>[] = [];
  private readonly inputs: MessageOf<'ValueInfoProto'>[] = [];
  private readonly integerConstants = new Map<string, Value>();
  private counter = 0;

  /** Declares a float32 input of the graph; a string in the shape is a free dimension. */
  input(name: string, shape: readonly (number | string)[]): Value {
    this.inputs.push(floatTensor(name, shape));
    return name;
  }

  /** A constant that keeps all its bits: norms, biases, anything small. */
  constant(dims: readonly number[], data: ArrayLike<number>): Value {
    return this.addInitializer('float32', dims, Float32Array.from(data));
  }

  /** Weights as they were trained. */
  exact({ dims, data }: Weights): Value {
    return this.constant(dims, data);
  }

  /**
   * Weights that travel in half precision. The cast back has constant input, so that the runtime does
   * it once, when it loads the graph.
   */
  half({ dims, data }: Weights): Value {
    const bits = Uint16Array.from(data, float16Bits);
    const stored = this.addInitializer('float16', dims, bits);
    return this.op('Cast', [stored], { to: elementTypes.float32 });
  }

  /** A list of int64, as shapes and axes are given; equal lists share one constant. */
  integers(list: readonly number[]): Value {
    const key = list.join(' ');
    const known = this.integerConstants.get(key);
    if (known !== undefined) return known;
    const added = this.addInitializer('int64', [list.length], BigInt64Array.from(list, BigInt));
    this.integerConstants.set(key, added);
    return added;
  }

  /** Adds a node with one output. An input left out is the empty string. */
  op(opType: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    const [output = ''] = this.ops(opType, inputs, { ...attributes, outputCount: 1 });
    return output;
  }

  /** Adds a node with several outputs. */
  ops(
    opType: string,
    inputs: readonly Value[],
    { outputCount, ...attributes }: Attributes & { readonly outputCount: number },
  ): readonly Value[] {
    const name = this.nextName(opType);
    const output = Array.from({ length: outputCount }, (_, i) => (i === 0 ? name : `${name}.${i}`));
    const attribute = Object.entries(attributes).map(([key, content]) => attributeOf(key, content));
    this.nodes.push({ name, opType, input: [...inputs], output, attribute });
    return output;
  }

  /** The model; nodes and weights that no output needs are left out. Throws if an input is not needed. */
  build({ name, outputs, docString }: ModelFrame): ModelProto {
    const named = outputs.map(([from, to]) => ({
      name: to,
      opType: 'Identity',
      input: [from],
      output: [to],
    }));
    const model = create(schemaOf('ModelProto'), {
      irVersion,
      producerName: 'maskwright',
      docString,
      opsetImport: [{ version: opsetVersion }],
      graph: {
        name,
        node: [...this.nodes, ...named],
        initializer: this.initializers,
      },
    });
    return extractSubgraph(model, {
      inputs: this.inputs,
      outputs: outputs.map(([, to, shape]) => floatTensor(to, shape)),
    });
  }

  private addInitializer(
    type: keyof typeof elementTypes,
    dims: readonly number[],
    data: Float32Array | Uint16Array | BigInt64Array,
  ): Value {
    const count = dims.reduce((product, size) => product * size, 1);
    if (count !== data.length)
      throw new Error(`${data.length} values do not fill ${dims.join('×')}`);
    const name = this.nextName(type);
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.initializers.push(
      create(schemaOf('TensorProto'), {
        name,
        dims: dims.map(BigInt),
        dataType: elementTypes[type],
        rawData,
      }),
    );
    return name;
  }

  private nextName(kind: string): Value {
    this.counter += 1;
    return `${kind}_${this.counter}`;
  }
}

function attributeOf(name: string, content: AttributeValue): MessageOf<'AttributeProto'> {
  const schema = schemaOf('AttributeProto');
  if (typeof content === 'number') {
    return create(schema, { name, i: BigInt(content), type: attributeTypes.int });
  }
  if (typeof content === 'string') {
    const s = new TextEncoder().encode(content);
    return create(schema, { name, s, type: attributeTypes.string });
  }
  if ('float' in content) {
    return create(schema, { name, f: content.float, type: attributeTypes.float });
  }
  return create(schema, { name, ints: content.map(BigInt), type: attributeTypes.ints });
}
