export { binaryMasksReader, instancePngReader, semanticPngReader } from './readMasks.ts';
export { instancePngWriter, semanticPngWriter } from './writeLabelPictures.ts';
export { binaryMasksWriter, cutoutsWriter } from './writeObjectPictures.ts';
