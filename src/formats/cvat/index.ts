export { cvatReader } from './reader.ts';
export { cvatWriter } from './writer.ts';
