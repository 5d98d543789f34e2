/** One input or output as a graph declares it. */
export interface TensorInfo {
  readonly name: string;
  readonly type: string; // such as float32
  readonly dims: readonly (number | string)[]; // strings are free; empty where nothing is declared
}

/** What a graph says of itself, as ONNX Runtime's session metadata gives it. */
export interface GraphInfo {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
}

/** The tensor that has one of the names; the earlier name wins. */
export function tensorNamed(
  tensors: readonly TensorInfo[],
  names: readonly string[],
): TensorInfo | null {
  for (const name of names) {
    const found = tensors.find((tensor) => tensor.name === name);
    if (found) return found;
  }
  return null;
}

/** A size that is fixed; null where it is free or not declared. `at` may count from the end. */
export function fixedDim({ dims }: TensorInfo, at: number): number | null {
  const dim = dims.at(at);
  return typeof dim === 'number' && dim > 0 ? dim : null;
}

/** Whether two shapes can be the same: free sizes fit everything. */
export function canBeSameShape(a: TensorInfo, b: TensorInfo): boolean {
  if (a.dims.length === 0 || b.dims.length === 0) return true;
  if (a.dims.length !== b.dims.length) return false;
  return a.dims.every((_, at) => {
    const [left, right] = [fixedDim(a, at), fixedDim(b, at)];
    return left === null || right === null || left === right;
  });
}

/** Such as [1, 3, height, width]. */
export function shapeText({ dims }: TensorInfo): string {
  return `[${dims.join(', ')}]`;
}

export function namesText(tensors: readonly TensorInfo[]): string {
  return tensors.map(({ name }) => name).join(', ');
}
