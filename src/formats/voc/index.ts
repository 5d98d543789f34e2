export { vocReader } from './readVoc.ts';
export { vocWriter } from './writeVoc.ts';
