import type { Polygon } from '../polygon/polygon.ts';
import type { Rle } from '../mask/rle.ts';
import type { AttributeValue } from './attributes.ts';
import type { AnnotationId, CategoryId, GroupId, ImageId } from './ids.ts';
import type { Provenance } from './provenance.ts';

/**
 * One labelled object on one image. Optional fields came with version 5 of the schema: records that are
 * older lack them, also in journals and backups.
 */
export interface Annotation {
  readonly id: AnnotationId;
  readonly imageId: ImageId;
  readonly categoryId: CategoryId;
  readonly mask: Rle; // never empty; at image resolution
  /** The drawn rings when they are the master: the mask is their raster. Absent or null: the mask is it. */
  readonly polygon?: Polygon | null;
  readonly name: string; // '' shows the category's name instead
  readonly color: string | null; // CSS hex; null takes the category's
  readonly isHidden: boolean;
  readonly isLocked?: boolean; // no hand alters it; absent: no
  readonly groupId?: GroupId | null; // objects that belong together; absent or null: alone
  /** By the name of the attribute; those that the category does not know any more stay. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly order: number; // place in the list, in front and in exports, ascending, unique on its image
  readonly createdAt: number; // ms since 1970, UTC
  readonly provenance: Provenance;
}
