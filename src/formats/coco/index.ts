export { cocoReader } from './cocoReader.ts';
export { cocoWriter } from './cocoWriter.ts';
export { cocoFileNames } from './fileNames.ts';
export { writeCocoInstances } from './instances.ts';
export { cocoResultsReader, cocoResultsWriter } from './resultsFormat.ts';
