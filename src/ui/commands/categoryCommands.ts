import { Tag, Tags } from 'lucide-react';
import type { Category } from '#core/annotation/category.ts';
import { sortedCategories } from '#core/project/project.ts';
import { recategorizeAnnotation } from '#flows/editAnnotations.ts';
import type { Services } from '#flows/services.ts';
import { shownMask } from '#store/prompting.ts';
import { objectInHand, setActiveCategory, setCategoryPickerOpen } from '#store/sessionStore.ts';
import type { Command } from './command.ts';
import { always } from './conditions.ts';

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
];

async function useCategoryAt(services: Services, index: number): Promise<void> {
  const categories = services.stores.document.getState().document?.categories.values() ?? [];
  const category = sortedCategories(categories)[index];
  if (category) await chooseCategory(services, category);
}

/** Makes it the active category, and that of the object in hand. */
export async function chooseCategory(services: Services, { id }: Category): Promise<void> {
  const { session } = services.stores;
  const objectId = objectInHand(session.getState());
  setActiveCategory(session, id);
  if (objectId) await recategorizeAnnotation(services, objectId, id);
}
