import { ListTree, Tag, Tags } from 'lucide-react';
import type { Category } from '#core/annotation/category.ts';
import { sortedCategories } from '#core/project/project.ts';
import { recategorizeObjects } from '#flows/categories/recategorizeObjects.ts';
import type { Services } from '#flows/services.ts';
import { shownMask } from '#store/prompting.ts';
import {
  objectsInHand,
  setActiveCategory,
  setCategoryPickerOpen,
  showDialog,
} from '#store/sessionStore.ts';
import type { Command } from './command.ts';
import { always, hasProject } from './conditions.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Which category the next objects get, and the one in hand. */
export const categoryCommands: readonly Command[] = [
  {
    id: 'useCategory',
    group: 'objects',
    icon: Tag,
    keys: digits.map((digit) => `Digit${digit}`),
    row: 'useCategory',
    isEnabled: ({ session }) => shownMask(session.getState().prompting) === null,
    run: useCategoryAt,
  },
  {
    id: 'useCategoryAnyTime',
    group: 'objects',
    icon: Tag,
    keys: digits.map((digit) => `Shift+Digit${digit}`),
    row: 'useCategoryAnyTime',
    isEnabled: always,
    run: useCategoryAt,
  },
  {
    id: 'pickCategory',
    group: 'objects',
    icon: Tags,
    keys: ['c'],
    isEnabled: always,
    run: ({ stores }) => setCategoryPickerOpen(stores.session, true),
  },
  {
    id: 'manageCategories',
    group: 'objects',
    icon: ListTree,
    keys: ['Shift+c'],
    isEnabled: hasProject,
    run: ({ stores }) => showDialog(stores.session, 'categories'),
  },
];

async function useCategoryAt(services: Services, index: number): Promise<void> {
  const categories = services.stores.document.getState().document?.categories.values() ?? [];
  const category = sortedCategories(categories)[index];
  if (category) await chooseCategory(services, category);
}

/** Makes it the active category, and that of the objects in hand. */
export async function chooseCategory(services: Services, { id }: Category): Promise<void> {
  const { session } = services.stores;
  const ids = objectsInHand(session.getState());
  setActiveCategory(session, id);
  if (ids.length > 0) await recategorizeObjects(services, ids, id);
}

/** The category that has one of the names of a pressed key as its own. */
export function categoryOfKey(
  { stores }: Services,
  names: readonly string[],
): Category | undefined {
  if (stores.session.getState().screen !== 'workbench') return undefined;
  const categories = stores.document.getState().document?.categories.values() ?? [];
  return [...categories].find(({ hotkey }) => hotkey && names.includes(hotkey));
}
