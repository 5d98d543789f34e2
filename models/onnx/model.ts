import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { type GraphProto, type ModelProto, schemaOf } from './messages.ts';

/** The model in the bytes of an .onnx file. Tensor data stay views of `bytes`; throws on malformed bytes. */
export function readModel(bytes: Uint8Array): ModelProto {
  return fromBinary(schemaOf('ModelProto'), bytes);
}

/** Bytes of an .onnx file, fields in the order of their numbers: equal models give equal bytes. */
export function writeModel(model: ModelProto): Uint8Array<ArrayBuffer> {
  return toBinary(schemaOf('ModelProto'), model);
}

/**
 * The main graph of a model.
 *
 * @throws if the model uses what graph editing here does not follow, and would therefore break:
 * nested graphs (If, Loop, Scan), or parts unknown to fields.ts that may name tensors or nodes
 * (functions, training info, sparse initializers, quantization annotations)
 */
export function graphOf(model: ModelProto): GraphProto {
  const { graph } = model;
  if (graph === undefined) throw new Error('the model has no graph');
  const unknown = [...(model.$unknown ?? []), ...(graph.$unknown ?? [])];
  if (unknown.length > 0) {
    const numbers = unknown.map(({ no }) => no).join(', ');
    throw new Error(`the model has parts that cannot be edited: protobuf fields ${numbers}`);
  }
  for (const node of graph.node) {
    if (node.attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0)) {
      throw new Error(`node ${node.name ?? node.opType ?? ''} holds a nested graph`);
    }
  }
  return graph;
}
