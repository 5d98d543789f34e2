export { viaReader } from './reader.ts';
export { viaWriter } from './writer.ts';
