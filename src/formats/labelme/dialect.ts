import type { AttributeValues } from '#core/annotation/attributes.ts';
import type { Sayable } from '#core/dataset/unsaidLosses.ts';

/** One shape of a file, before either tool's fields are put around it. */
export interface Shape {
  readonly label: string;
  readonly points: readonly (readonly [number, number])[];
  readonly groupId: number | null;
  readonly type: 'polygon' | 'rectangle' | 'mask';
  readonly mask: string | null; // Base64 of a PNG
  readonly name: string;
  readonly score: number | null;
  readonly attributes: AttributeValues;
}

/** What LabelMe and X-AnyLabeling write in their own ways. */
export interface Dialect {
  readonly version: string;
  /** Lists the names of all categories, for the tool to be started with. */
  readonly namesFile: string;
  readonly hasMasks: boolean; // shapes of pixels, for outlines with holes
  readonly said: ReadonlySet<Sayable>;
  /** Fields of the file between its flags and its shapes. */
  readonly fileFields: Readonly<Record<string, unknown>>;
  fieldsOf(shape: Shape): object;
  /** Attributes that do not come back as they are, as text for a loss. */
  lostOf(attributes: AttributeValues): readonly string[];
}

/** Source: labelme 5.5, `_label_file.py`; versions up to 7 read it. */
export const labelMe: Dialect = {
  version: '5.5.0',
  namesFile: 'labels.txt',
  hasMasks: true,
  said: new Set(['attributes', 'name', 'tags', 'group']),
  fileFields: {},
  fieldsOf: ({ label, points, groupId, type, mask, name, attributes }) => ({
    label,
    points,
    group_id: groupId,
    description: name,
    shape_type: type,
    flags: flagsOf(attributes),
    mask,
  }),
  lostOf: (attributes) =>
    Object.entries(attributes).flatMap(([name, value]) =>
      typeof value === 'boolean' ? [] : [name],
    ),
};

/** Source: X-AnyLabeling, `views/labeling/shape.py` and `schema.py`. Values of attributes are text there. */
export const xAnyLabeling: Dialect = {
  version: '3.3.0',
  namesFile: 'classes.txt',
  hasMasks: false,
  said: new Set(['attributes', 'name', 'tags', 'group', 'score']),
  fileFields: { checked: false },
  fieldsOf: ({ label, points, groupId, type, name, score, attributes }) => ({
    label,
    score,
    points: type === 'rectangle' ? cornersOf(points) : points,
    group_id: groupId,
    description: name,
    difficult: attributes['difficult'] === true,
    shape_type: type,
    flags: flagsOf(withoutDifficult(attributes)),
    attributes: textsOf(attributes),
    kie_linking: [],
  }),
  lostOf: (attributes) =>
    Object.entries(attributes).flatMap(([name, value]) =>
      typeof value === 'number' ? [`${name} (as text)`] : [],
    ),
};

/** All four corners, which X-AnyLabeling wants since 2.2. */
function cornersOf(points: Shape['points']): Shape['points'] {
  const [[left, top] = [0, 0], [right, bottom] = [0, 0]] = points;
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

function flagsOf(attributes: AttributeValues): object {
  const flags = Object.entries(attributes).filter(([, value]) => typeof value === 'boolean');
  return Object.fromEntries(flags);
}

function withoutDifficult(attributes: AttributeValues): AttributeValues {
  const { difficult, ...others } = attributes;
  return difficult === true ? others : attributes;
}

function textsOf(attributes: AttributeValues): object {
  const texts = Object.entries(attributes).filter(([, value]) => typeof value !== 'boolean');
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}
