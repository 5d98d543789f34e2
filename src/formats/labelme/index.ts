export { labelMeReader, xAnyLabelingReader } from './reader.ts';
export { labelMeWriter, xAnyLabelingWriter } from './writer.ts';
