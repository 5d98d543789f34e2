import type { FormatReader, FormatWriter } from './format.ts';
import type { WriteOptions } from './writeOptions.ts';

/** Every format by the name that the command line and the settings know it by. */
export const formatIds = [
  'coco',
  'coco-panoptic',
  'coco-results',
  'yolo-seg',
  'yolo-detect',
  'yolo-obb',
  'voc',
  'labelme',
  'xanylabeling',
  'cvat',
  'label-studio',
  'sa1b',
  'datumaro',
  'via',
  'hf-imagefolder',
  'semantic-png',
  'instance-png',
  'binary-masks',
  'cutouts',
  'csv',
  'native',
] as const;

export type FormatId = (typeof formatIds)[number];

/** A format: what it is called, what can be chosen, and how its code is loaded when it is needed. */
export interface Format {
  readonly id: FormatId;
  readonly title: string; // its own name, not translated
  readonly options: readonly (keyof WriteOptions)[];
  readonly loadWriter: (() => Promise<FormatWriter>) | null;
  readonly loadReader: (() => Promise<FormatReader>) | null;
}

/** In the order in which they are offered; those that most people train on first. */
export const formats: readonly Format[] = [
  {
    id: 'coco',
    title: 'COCO instances',
    options: ['geometry', 'tolerancePx', 'hasPictures'],
    loadWriter: async () => (await import('./coco/index.ts')).cocoWriter,
    loadReader: async () => (await import('./coco/index.ts')).cocoReader,
  },
  {
    id: 'coco-results',
    title: 'COCO results',
    options: [],
    loadWriter: async () => (await import('./coco/index.ts')).cocoResultsWriter,
    loadReader: async () => (await import('./coco/index.ts')).cocoResultsReader,
  },
];

/** The format of that name; null when there is none. */
export function formatOf(id: string): Format | null {
  return formats.find((format) => format.id === id) ?? null;
}
