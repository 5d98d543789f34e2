/** Values of somebody else's JSON, looked at one by one. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The parsed JSON; null when it is none, such as what Python writes for NaN. */
export function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** An id as a key: numbers and texts both occur, also mixed for one thing. */
export function idKey(id: unknown): string | null {
  if (typeof id === 'string' && id !== '') return id;
  return isFiniteNumber(id) ? String(id) : null;
}
