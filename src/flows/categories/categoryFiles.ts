import { AppError } from '#core/failure.ts';
import { readCategories, writeCategories } from '#formats/categories/index.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { addCategories } from './listEdits.ts';

/** Adds the categories of a file: our own list, the labels of CVAT, or the categories of COCO. */
export async function importCategories(services: Services, file: File): Promise<void> {
  const { value, issues } = readCategories(await file.text());
  if (value.length > 0) await addCategories(services, value, issues.length);
  else reportError(services, new AppError({ code: 'category/no-list', fileName: file.name }));
}

/** The list of categories of the open project as JSON text. */
export function categoriesText({ stores }: Services): string {
  return writeCategories(stores.document.getState().document?.categories.values() ?? []);
}
