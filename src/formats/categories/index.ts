export { readCategories } from './readCategories.ts';
export { writeCategories } from './writeCategories.ts';
