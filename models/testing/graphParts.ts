import { create } from '@bufbuild/protobuf';
import { schemaOf, type MessageOf, type NodeProto, type ValueInfoProto } from '../onnx/messages.ts';
import { writeModel } from '../onnx/model.ts';

const elementTypes = { float32: 1, int32: 6, int64: 7, float16: 10 } as const;
export type ElementType = keyof typeof elementTypes;
const irVersion = 8n;

/** What a test model is made of. */
export interface GraphParts {
  readonly inputs: readonly ValueInfoProto[];
  readonly outputs: readonly ValueInfoProto[];
  readonly nodes: readonly NodeProto[];
  readonly constants: readonly MessageOf<'TensorProto'>[];
  readonly opset?: number;
}

/** The bytes of an .onnx file; constants that no node reads are left out. */
export function modelOf(parts: GraphParts): Uint8Array<ArrayBuffer> {
  const { inputs, outputs, nodes, constants, opset = 17 } = parts;
  const read = new Set(nodes.flatMap(({ input }) => input));
  return writeModel(
    create(schemaOf('ModelProto'), {
      irVersion,
      opsetImport: [create(schemaOf('OperatorSetIdProto'), { version: BigInt(opset) })],
      graph: create(schemaOf('GraphProto'), {
        name: 'tiny',
        input: [...inputs],
        output: [...outputs],
        node: [...nodes],
        initializer: constants.filter(({ name = '' }) => read.has(name)),
      }),
    }),
  );
}

/** An input or output; a string in the shape is a free size. */
export function tensor(
  name: string,
  shape: readonly (number | string)[],
  type: ElementType = 'float32',
): ValueInfoProto {
  const dim = shape.map((size) =>
    create(
      schemaOf('DimensionProto'),
      typeof size === 'number' ? { dimValue: BigInt(size) } : { dimParam: size },
    ),
  );
  return create(schemaOf('ValueInfoProto'), {
    name,
    type: create(schemaOf('TypeProto'), {
      tensorType: create(schemaOf('TensorTypeProto'), {
        elemType: elementTypes[type],
        shape: create(schemaOf('TensorShapeProto'), { dim }),
      }),
    }),
  });
}

type Attribute = number | readonly number[] | string;

/** One step of a graph: integers and their lists become int attributes, texts string attributes. */
export function node(
  opType: string,
  input: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>> = {},
): NodeProto {
  return create(schemaOf('NodeProto'), {
    opType,
    name: output,
    input: [...input],
    output: [output],
    attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
  });
}

export function floats(
  name: string,
  dims: readonly number[],
  values: readonly number[],
): MessageOf<'TensorProto'> {
  return create(schemaOf('TensorProto'), {
    name,
    dims: dims.map(BigInt),
    dataType: elementTypes.float32,
    floatData: [...values],
  });
}

export function integers(
  name: string,
  dims: readonly number[],
  values: readonly number[],
): MessageOf<'TensorProto'> {
  return create(schemaOf('TensorProto'), {
    name,
    dims: dims.map(BigInt),
    dataType: elementTypes.int64,
    int64Data: values.map(BigInt),
  });
}

const attributeTypes = { int: 2, string: 3, ints: 7 } as const;

function attributeOf(name: string, value: Attribute): MessageOf<'AttributeProto'> {
  const schema = schemaOf('AttributeProto');
  if (typeof value === 'number') {
    return create(schema, { name, type: attributeTypes.int, i: BigInt(value) });
  }
  if (typeof value === 'string') {
    return create(schema, {
      name,
      type: attributeTypes.string,
      s: new TextEncoder().encode(value),
    });
  }
  return create(schema, { name, type: attributeTypes.ints, ints: value.map(BigInt) });
}
