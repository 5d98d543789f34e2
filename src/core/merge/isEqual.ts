/** Whether two plain values are the same all the way down; absent keys and undefined count alike. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) return isSameNumbers(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (a instanceof Uint32Array && b instanceof Uint32Array) {
    return a.length === b.length && a.every((each, index) => each === b[index]);
  }
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isEqual(left[key], right[key]));
}

/** Masks and rings have many thousand numbers: their keys are not made into text. */
function isSameNumbers(a: object, b: object): boolean {
  const isSameKind =
    (a instanceof Uint32Array && b instanceof Uint32Array) ||
    (a instanceof Float64Array && b instanceof Float64Array);
  return isSameKind && a.length === b.length && a.every((value, at) => value === b[at]);
}
