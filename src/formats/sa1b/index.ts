export { sa1bReader } from './reader.ts';
export { sa1bWriter } from './writer.ts';
