export { cocoFileNames } from './fileNames.ts';
export { writeCocoInstances } from './instances.ts';
