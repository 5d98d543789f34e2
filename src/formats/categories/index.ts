export { readCategories, type CategoriesRead } from './readCategories.ts';
export { writeCategories } from './writeCategories.ts';
