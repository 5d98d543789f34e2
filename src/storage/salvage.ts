import * as v from 'valibot';
import { emptyPrompt } from '#core/prompt/prompt.ts';
import { faultOf, schemas, type CheckedStore } from './recordSchemas.ts';

/** What stands in for a field that cannot be read. A field that is missing here cannot be made up. */
const standIns: Readonly<Partial<Record<CheckedStore, Readonly<Record<string, unknown>>>>> = {
  projects: {
    name: 'Recovered project',
    createdAt: 0,
    modelId: null,
    archivedAt: null,
    deletedAt: null,
    splitPlan: null,
  },
  categories: { name: 'Recovered category', supercategory: '', color: '#aaaa00', order: 0 },
  images: {
    fileName: 'recovered image',
    sizeBytes: 0,
    mimeType: 'image/jpeg',
    order: 0,
    addedAt: 0,
    credit: '',
    categoryCounts: {},
    status: 'inProgress',
    statusSet: null,
    tags: [],
    split: null,
    notes: [],
    isLinked: false,
    source: null,
    contentHash: null,
    perceptualHash: null,
    window: null,
  },
  annotations: {
    name: '',
    color: null,
    isHidden: false,
    order: 0,
    createdAt: 0,
    provenance: {
      tool: 'sam',
      modelId: '',
      prompt: emptyPrompt,
      predictedIou: 0,
      stabilityScore: 0,
    },
  },
};

/**
 * A sound record of the fields of a damaged one that can still be read, for want of its history.
 *
 * @param known fields that are known from elsewhere; they count less than a sound field of the record
 * @returns null when a field is lost that cannot be made up, such as a mask
 */
export function salvage(
  store: CheckedStore,
  value: unknown,
  known: Readonly<Record<string, unknown>>,
): unknown {
  const standIn = standIns[store];
  if (!standIn || !isObject(value)) return null;
  const entries = Object.entries(schemas[store].entries);
  const fields = entries.map(([name, field]): readonly [string, unknown] => [
    name,
    v.is(field, value[name]) ? value[name] : (known[name] ?? standIn[name]),
  ]);
  const record: unknown = { ...value, ...Object.fromEntries(fields) };
  return faultOf(store, record) === null ? record : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
