import { create } from '@bufbuild/protobuf';
import { schemaOf, type ValueInfoProto } from './messages.ts';

const floatElement = 1; // TensorProto.DataType.FLOAT

/** Declaration of a float32 tensor at the border of a graph; a string in the shape is a free dimension. */
export function floatTensor(name: string, shape: readonly (number | string)[]): ValueInfoProto {
  const dim = shape.map((size) =>
    typeof size === 'number' ? { dimValue: BigInt(size) } : { dimParam: size },
  );
  return create(schemaOf('ValueInfoProto'), {
    name,
    type: { tensorType: { elemType: floatElement, shape: { dim } } },
  });
}
