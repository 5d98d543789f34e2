export { cocoFileNames } from './fileNames.ts';
export { type CocoOptions, type CocoSource, writeCocoInstances } from './instances.ts';
export type { CocoGeometry } from './segmentation.ts';
