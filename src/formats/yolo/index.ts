export { yoloDetectReader, yoloObbReader, yoloSegReader } from './readYolo.ts';
export { yoloDetectWriter, yoloObbWriter, yoloSegWriter } from './writeYolo.ts';
