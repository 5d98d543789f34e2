export { panopticReader } from './panopticReader.ts';
export { panopticWriter } from './panopticWriter.ts';
