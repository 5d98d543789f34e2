import type { AttributeValue, AttributeValues } from '#core/annotation/attributes.ts';
import type { Size } from '#core/geometry/size.ts';
import { readXml, type XmlElement } from '#formats/codecs/xml.ts';
import { boxConvention, ownFlags } from './annotationXml.ts';

/** An annotation as it stands in the file, nothing judged but whether it is there. */
export interface VocAnnotation {
  readonly fileName: string; // '' when it names none
  readonly size: Size | null;
  readonly objects: readonly VocObject[];
  /** Whether the file says itself how its boxes count. */
  readonly isOurs: boolean;
}

export interface VocObject {
  readonly name: string;
  readonly corners: readonly [number, number, number, number] | null; // xmin, ymin, xmax, ymax
  readonly attributes: AttributeValues;
  readonly parts: readonly string[]; // names of parts, whose boxes nobody else knows
}

/** The annotation in an XML file; what is wrong with it, in English, where there is none. */
export async function readAnnotation(text: string): Promise<VocAnnotation | string> {
  const found: VocAnnotation[] = [];
  const fault = await readXml([text], new Set(['annotation']), (element) => {
    found.push(annotationOf(element));
  });
  const [annotation] = found;
  return fault ?? annotation ?? 'no <annotation>';
}

function annotationOf(element: XmlElement): VocAnnotation {
  const size = child(element, 'size');
  const [width, height] = [number(size, 'width'), number(size, 'height')];
  const isSize = width > 0 && height > 0 && Number.isInteger(width) && Number.isInteger(height);
  const source = child(element, 'source');
  return {
    fileName: (child(element, 'filename')?.text ?? '').replaceAll('\\', '/'),
    size: isSize && width <= 1_000_000 && height <= 1_000_000 ? { width, height } : null,
    objects: element.children.filter(({ name }) => name === 'object').map(objectOf),
    isOurs: child(source, 'annotation')?.text === boxConvention,
  };
}

function objectOf(element: XmlElement): VocObject {
  const box = child(element, 'bndbox');
  const corners = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => number(box, name));
  const [xmin = NaN, ymin = NaN, xmax = NaN, ymax = NaN] = corners;
  return {
    name: child(element, 'name')?.text ?? '',
    corners: corners.every(Number.isFinite) ? [xmin, ymin, xmax, ymax] : null,
    attributes: attributesOf(element),
    parts: element.children
      .filter(({ name }) => name === 'part')
      .map((part) => child(part, 'name')?.text ?? ''),
  };
}

/** Flags that are set, a pose that is one, actions that are done, and whatever other tools add. */
function attributesOf(element: XmlElement): AttributeValues {
  const flags = ownFlags.filter((flag) => isSet(child(element, flag)));
  const pose = child(element, 'pose')?.text ?? '';
  const actions = (child(element, 'actions')?.children ?? []).filter(isSet);
  const others = (child(element, 'attributes')?.children ?? []).map(
    (attribute) =>
      [
        child(attribute, 'name')?.text ?? '',
        valueOf(child(attribute, 'value')?.text ?? ''),
      ] as const,
  );
  return Object.fromEntries<AttributeValue>([
    ...flags.map((flag) => [flag, true] as const),
    ...(pose === '' || /^unspecified$/iu.test(pose) ? [] : [['pose', pose] as const]),
    ...actions.map(({ name }) => [name, true] as const),
    ...others.filter(([name]) => name !== ''),
  ]);
}

function isSet(element: XmlElement | undefined): boolean {
  return element !== undefined && /^(?:1(?:\.0*)?|true)$/iu.test(element.text);
}

function valueOf(text: string): AttributeValue {
  if (/^(?:true|false)$/iu.test(text)) return text.toLowerCase() === 'true';
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/u.test(text) ? Number(text) : text;
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

function number(element: XmlElement | undefined, name: string): number {
  const text = child(element, name)?.text ?? '';
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/iu.test(text) ? Number(text) : NaN;
}
