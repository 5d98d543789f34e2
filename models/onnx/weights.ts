import { graphOf } from './model.ts';
import type { MessageOf, ModelProto } from './messages.ts';

/** A dense float32 tensor, row-major. */
export interface Weights {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Looks up trained weights of a model; a look-up throws if there is no such node or tensor. */
export interface WeightStore {
  /** Initializer of that name. */
  readonly named: (name: string) => Weights;
  /** Initializer that the named node takes as its input number `index`: exporters rename weights, not nodes. */
  readonly ofNode: (nodeName: string, index: number) => Weights;
  /** The same for an input that may be left out: undefined if it is. */
  readonly findOfNode: (nodeName: string, index: number) => Weights | undefined;
}

const floatElement = 1; // TensorProto.DataType.FLOAT

/** The weights of a model, without copying them out of it before they are asked for. */
export function weightsOf(model: ModelProto): WeightStore {
  const { initializer, node: allNodes } = graphOf(model);
  const tensors = new Map(initializer.map((tensor) => [tensor.name, tensor]));
  const nodes = new Map(allNodes.map((one) => [one.name, one]));
  const constants = new Map(
    allNodes
      .filter(({ opType }) => opType === 'Constant')
      .map(({ output, attribute }) => [output[0], attribute[0]?.t]),
  );
  const named = (name: string): Weights => {
    const tensor = tensors.get(name) ?? constants.get(name);
    if (tensor === undefined) throw new Error(`the model has no weights ${name}`);
    return readTensor(tensor);
  };
  const findOfNode = (nodeName: string, index: number): Weights | undefined => {
    const node = nodes.get(nodeName);
    if (node === undefined) throw new Error(`the model has no node ${nodeName}`);
    const input = node.input[index];
    return input === undefined || input === '' ? undefined : named(input);
  };
  const ofNode = (nodeName: string, index: number): Weights => {
    const found = findOfNode(nodeName, index);
    if (found === undefined) throw new Error(`node ${nodeName} has no input ${index}`);
    return found;
  };
  return { named, ofNode, findOfNode };
}

function readTensor({ name, dims, dataType, rawData }: MessageOf<'TensorProto'>): Weights {
  if (dataType !== floatElement || rawData === undefined) {
    throw new Error(`tensor ${name ?? ''} is not stored as raw float32`);
  }
  const data = new Float32Array(new Uint8Array(rawData).buffer); // a copy is aligned
  return { dims: dims.map(Number), data };
}
