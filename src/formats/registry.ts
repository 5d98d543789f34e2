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
    id: 'coco-panoptic',
    title: 'COCO panoptic',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./panoptic/index.ts')).panopticWriter,
    loadReader: async () => (await import('./panoptic/index.ts')).panopticReader,
  },
  {
    id: 'coco-results',
    title: 'COCO results',
    options: [],
    loadWriter: async () => (await import('./coco/index.ts')).cocoResultsWriter,
    loadReader: async () => (await import('./coco/index.ts')).cocoResultsReader,
  },
  {
    id: 'yolo-seg',
    title: 'YOLO segmentation',
    options: ['tolerancePx', 'hasPictures'],
    loadWriter: async () => (await import('./yolo/index.ts')).yoloSegWriter,
    loadReader: async () => (await import('./yolo/index.ts')).yoloSegReader,
  },
  {
    id: 'yolo-detect',
    title: 'YOLO detection',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./yolo/index.ts')).yoloDetectWriter,
    loadReader: async () => (await import('./yolo/index.ts')).yoloDetectReader,
  },
  {
    id: 'yolo-obb',
    title: 'YOLO oriented boxes',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./yolo/index.ts')).yoloObbWriter,
    loadReader: async () => (await import('./yolo/index.ts')).yoloObbReader,
  },
  {
    id: 'voc',
    title: 'Pascal VOC',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./voc/index.ts')).vocWriter,
    loadReader: async () => (await import('./voc/index.ts')).vocReader,
  },
  {
    id: 'labelme',
    title: 'LabelMe',
    options: ['tolerancePx', 'hasPictures'],
    loadWriter: () => import('./labelme/index.ts').then(({ labelMeWriter }) => labelMeWriter),
    loadReader: () => import('./labelme/index.ts').then(({ labelMeReader }) => labelMeReader),
  },
  {
    id: 'xanylabeling',
    title: 'X-AnyLabeling',
    options: ['tolerancePx', 'hasPictures'],
    loadWriter: () =>
      import('./labelme/index.ts').then(({ xAnyLabelingWriter }) => xAnyLabelingWriter),
    loadReader: () =>
      import('./labelme/index.ts').then(({ xAnyLabelingReader }) => xAnyLabelingReader),
  },
  {
    id: 'cvat',
    title: 'CVAT for images 1.1',
    options: ['geometry', 'tolerancePx', 'hasPictures'],
    loadWriter: () => import('./cvat/index.ts').then(({ cvatWriter }) => cvatWriter),
    loadReader: () => import('./cvat/index.ts').then(({ cvatReader }) => cvatReader),
  },
  {
    id: 'label-studio',
    title: 'Label Studio',
    options: ['geometry', 'tolerancePx', 'hasPictures'],
    loadWriter: async () => (await import('./labelStudio/labelStudioWriter.ts')).labelStudioWriter,
    loadReader: async () => (await import('./labelStudio/labelStudioReader.ts')).labelStudioReader,
  },
  {
    id: 'sa1b',
    title: 'SA-1B',
    options: ['hasPictures'],
    loadWriter: () => import('./sa1b/index.ts').then(({ sa1bWriter }) => sa1bWriter),
    loadReader: () => import('./sa1b/index.ts').then(({ sa1bReader }) => sa1bReader),
  },
  {
    id: 'datumaro',
    title: 'Datumaro',
    options: ['geometry', 'tolerancePx', 'hasPictures'],
    loadWriter: async () => (await import('./datumaro/datumaroWriter.ts')).datumaroWriter,
    loadReader: async () => (await import('./datumaro/datumaroReader.ts')).datumaroReader,
  },
  {
    id: 'via',
    title: 'VIA 2',
    options: ['tolerancePx', 'hasPictures'],
    loadWriter: () => import('./via/index.ts').then(({ viaWriter }) => viaWriter),
    loadReader: () => import('./via/index.ts').then(({ viaReader }) => viaReader),
  },
  {
    id: 'hf-imagefolder',
    title: 'Hugging Face imagefolder',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./huggingFace/huggingFaceWriter.ts')).huggingFaceWriter,
    loadReader: async () => (await import('./huggingFace/huggingFaceReader.ts')).huggingFaceReader,
  },
  {
    id: 'semantic-png',
    title: 'Semantic masks (PNG)',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./masks/index.ts')).semanticPngWriter,
    loadReader: async () => (await import('./masks/index.ts')).semanticPngReader,
  },
  {
    id: 'instance-png',
    title: 'Instance masks (PNG)',
    options: ['instanceIds', 'hasPictures'],
    loadWriter: async () => (await import('./masks/index.ts')).instancePngWriter,
    loadReader: async () => (await import('./masks/index.ts')).instancePngReader,
  },
  {
    id: 'binary-masks',
    title: 'Binary masks (PNG)',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./masks/index.ts')).binaryMasksWriter,
    loadReader: async () => (await import('./masks/index.ts')).binaryMasksReader,
  },
  {
    id: 'cutouts',
    title: 'Cut-outs (PNG)',
    options: [],
    loadWriter: async () => (await import('./masks/index.ts')).cutoutsWriter,
    loadReader: null,
  },
  {
    id: 'csv',
    title: 'CSV',
    options: ['geometry', 'tolerancePx'],
    loadWriter: async () => (await import('./csv/csvWriter.ts')).csvWriter,
    loadReader: async () => (await import('./csv/csvReader.ts')).csvReader,
  },
  {
    id: 'native',
    title: 'Maskwright',
    options: ['hasPictures'],
    loadWriter: async () => (await import('./native/nativeWriter.ts')).nativeWriter,
    loadReader: async () => (await import('./native/nativeReader.ts')).nativeReader,
  },
];

/** The format of that name; null when there is none. */
export function formatOf(id: string): Format | null {
  return formats.find((format) => format.id === id) ?? null;
}
