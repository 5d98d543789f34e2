import type { AttributeValues } from '../annotation/attributes.ts';

/** The attribute that keeps what COCO says of regions of many objects, under COCO's own name. */
export const crowdName = 'iscrowd';

/** Whether an attribute says that an object is a region of many, as those that were imported do. */
export function saysCrowd(attributes: AttributeValues): boolean {
  return Object.hasOwn(attributes, crowdName) && attributes[crowdName] === true;
}
