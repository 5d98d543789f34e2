import type { ExportFormat } from '#flows/export/formats.ts';

/** What people export for. */
export const formatGroups = ['training', 'tools', 'masks', 'records'] as const;

export type FormatGroup = (typeof formatGroups)[number];

const groups: Readonly<Record<ExportFormat['id'], FormatGroup>> = {
  coco: 'training',
  'coco-panoptic': 'masks',
  'coco-results': 'records',
  'yolo-seg': 'training',
  'yolo-detect': 'training',
  'yolo-obb': 'training',
  voc: 'training',
  labelme: 'tools',
  xanylabeling: 'tools',
  cvat: 'tools',
  'label-studio': 'tools',
  sa1b: 'records',
  datumaro: 'tools',
  via: 'tools',
  'hf-imagefolder': 'training',
  'semantic-png': 'masks',
  'instance-png': 'masks',
  'binary-masks': 'masks',
  cutouts: 'masks',
  csv: 'records',
  native: 'records',
};

/** The formats under their headings, each in its own order; headings without any are absent. */
export function groupFormats(
  formats: readonly ExportFormat[],
): readonly (readonly [FormatGroup, readonly ExportFormat[]])[] {
  return formatGroups.flatMap((group) => {
    const own = formats.filter(({ id }) => groups[id] === group);
    return own.length > 0 ? [[group, own] as const] : [];
  });
}
