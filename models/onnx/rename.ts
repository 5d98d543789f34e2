import type { GraphProto, ModelProto } from './messages.ts';
import { graphOf } from './model.ts';

/**
 * The same model with other tensor names, wherever they occur.
 *
 * @param names new name by old name
 * @throws if an old name does not occur or a new one is already taken
 */
export function renameTensors(
  model: ModelProto,
  names: Readonly<Record<string, string>>,
): ModelProto {
  const graph = graphOf(model);
  const present = tensorNamesOf(graph);
  const newNames = new Map(Object.entries(names));
  for (const [from, to] of newNames) {
    if (!present.has(from)) throw new Error(`there is no tensor ${from} to rename`);
    if (present.has(to)) throw new Error(`there is already a tensor ${to}`);
    present.add(to);
  }
  const rename = (name: string): string => newNames.get(name) ?? name;
  const renameOne = <T extends { readonly name?: string }>(value: T): T =>
    value.name === undefined ? value : { ...value, name: rename(value.name) };
  return {
    ...model,
    graph: {
      ...graph,
      node: graph.node.map((node) => ({
        ...node,
        input: node.input.map(rename),
        output: node.output.map(rename),
      })),
      initializer: graph.initializer.map(renameOne),
      input: graph.input.map(renameOne),
      output: graph.output.map(renameOne),
      valueInfo: graph.valueInfo.map(renameOne),
    },
  };
}

function tensorNamesOf(graph: GraphProto): Set<string> {
  const declared = [...graph.initializer, ...graph.input, ...graph.output, ...graph.valueInfo];
  return new Set([
    ...graph.node.flatMap(({ input, output }) => [...input, ...output]),
    ...declared.map(({ name }) => name ?? ''),
  ]);
}
