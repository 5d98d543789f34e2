import type { GraphProto, ModelProto, NodeProto, ValueInfoProto } from './messages.ts';
import { graphOf } from './model.ts';

/** Where to cut: any tensor of the graph may become an input or an output. */
export interface SubgraphBorder {
  readonly inputs: readonly ValueInfoProto[];
  readonly outputs: readonly ValueInfoProto[];
}

/**
 * The part of the model that computes `outputs` from `inputs`: nodes, initializers and value
 * declarations that no output needs are left out, the others keep their order.
 *
 * @throws if an output needs a tensor that is neither computed, an initializer nor in `inputs`, and
 * if an input is needed by no output
 */
export function extractSubgraph(model: ModelProto, border: SubgraphBorder): ModelProto {
  const graph = graphOf(model);
  const inputNames = new Set(border.inputs.map(({ name }) => name));
  const { nodes, tensors } = whatComputes(graph, border);
  for (const name of inputNames) {
    if (name === undefined || !tensors.has(name)) {
      throw new Error(`no output of the subgraph needs its input ${name ?? ''}`);
    }
  }
  const isInside = ({ name }: { readonly name?: string }): boolean =>
    name !== undefined && tensors.has(name) && !inputNames.has(name);
  return {
    ...model,
    graph: {
      ...graph,
      node: graph.node.filter((node) => nodes.has(node)),
      initializer: graph.initializer.filter(isInside),
      input: border.inputs,
      output: border.outputs,
      valueInfo: graph.valueInfo.filter(isInside),
    },
  };
}

function whatComputes(
  graph: GraphProto,
  { inputs, outputs }: SubgraphBorder,
): { readonly nodes: ReadonlySet<NodeProto>; readonly tensors: ReadonlySet<string> } {
  const given = new Set([...inputs, ...graph.initializer].map(({ name }) => name));
  const producerOf = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node])));
  const nodes = new Set<NodeProto>();
  const tensors = new Set<string>();
  const open = outputs.map(({ name }) => name ?? '');
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (tensors.has(name)) continue;
    tensors.add(name);
    if (given.has(name)) continue;
    const producer = producerOf.get(name);
    if (producer === undefined) throw new Error(`nothing in the graph computes tensor ${name}`);
    nodes.add(producer);
    open.push(...producer.input.filter(isPresent));
  }
  return { nodes, tensors };
}

/** An optional input of a node that is left out has the empty name. */
function isPresent(name: string): boolean {
  return name !== '';
}
