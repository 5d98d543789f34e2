export { cocoFileNames } from './fileNames.ts';
export { writeCocoInstances, type CocoSource } from './instances.ts';
