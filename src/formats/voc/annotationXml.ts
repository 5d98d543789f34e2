import type { AttributeValue } from '#core/annotation/attributes.ts';
import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { boundsOf } from '#core/mask/measures.ts';
import { escapeXml } from '#formats/codecs/xml.ts';

/** What an annotation says of its image. */
export interface AnnotatedImage {
  readonly fileName: string;
  readonly size: Size;
  readonly isSegmented: boolean;
}

/** Said in each file that we write, for readers that ask. */
export const boxConvention = 'boxes count pixels from 1, the last one included';

/** Attributes that have an element of their own. */
export const ownFlags = ['truncated', 'difficult', 'occluded'] as const;

/**
 * The XML of an image. Boxes are those of the devkit: pixels counted from 1, the last one included, so
 * that a box around the whole image is 1, 1, width, height (detectron2 and mmdetection read it so; CVAT
 * and Datumaro take the numbers as they are). Attributes beyond VOC's own go to `<attributes>`, as
 * Datumaro writes them.
 * Source: VOC2012 devkit_doc.pdf, section 10; detectron2 `load_voc_instances`.
 */
export function annotationXml(
  { fileName, size, isSegmented }: AnnotatedImage,
  objects: readonly DataSetObject[],
  names: readonly string[],
): string {
  return [
    '<annotation>',
    '  <folder>JPEGImages</folder>',
    `  <filename>${escapeXml(fileName)}</filename>`,
    '  <source>',
    '    <database>Unknown</database>',
    `    <annotation>${boxConvention}</annotation>`,
    '    <image>Unknown</image>',
    '  </source>',
    '  <size>',
    `    <width>${size.width}</width>`,
    `    <height>${size.height}</height>`,
    '    <depth>3</depth>',
    '  </size>',
    `  <segmented>${isSegmented ? 1 : 0}</segmented>`,
    ...objects.flatMap((object) => objectLines(object, names[object.category] ?? '')),
    '</annotation>',
    '',
  ].join('\n');
}

function objectLines(object: DataSetObject, name: string): readonly string[] {
  const { attributes, mask } = object;
  const { x, y, width, height } = (object.isBoxOnly ? object.box : null) ?? boundsOf(mask);
  const isOwn = (key: string, value: AttributeValue): boolean =>
    (ownFlags.some((flag) => flag === key) && typeof value === 'boolean') ||
    (key === 'pose' && typeof value === 'string');
  const others = Object.entries(attributes)
    .filter(([key, value]) => !isOwn(key, value))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const pose = attributes['pose'];
  return [
    '  <object>',
    `    <name>${escapeXml(name)}</name>`,
    `    <pose>${typeof pose === 'string' ? escapeXml(pose) : 'Unspecified'}</pose>`,
    ...ownFlags.map((flag) => `    <${flag}>${attributes[flag] === true ? 1 : 0}</${flag}>`),
    '    <bndbox>',
    `      <xmin>${numberText(x + 1)}</xmin>`,
    `      <ymin>${numberText(y + 1)}</ymin>`,
    `      <xmax>${numberText(x + width)}</xmax>`,
    `      <ymax>${numberText(y + height)}</ymax>`,
    '    </bndbox>',
    ...(others.length === 0
      ? []
      : ['    <attributes>', ...others.flatMap(attributeLines), '    </attributes>']),
    '  </object>',
  ];
}

function attributeLines([name, value]: readonly [string, AttributeValue]): readonly string[] {
  return [
    '      <attribute>',
    `        <name>${escapeXml(name)}</name>`,
    `        <value>${escapeXml(String(value))}</value>`,
    '      </attribute>',
  ];
}

/** Up to six digits behind the point. */
function numberText(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
