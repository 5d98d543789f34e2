import { normalizeCategoryName } from '#core/annotation/category.ts';
import type { CategoryEntry } from '#core/annotation/categoryLines.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import {
  addCategories as addChange,
  moveCategories as moveChange,
  recolorCategories,
  reviseCategories,
} from '#core/project/categoryEdits.ts';
import type { Change } from '#core/project/change.ts';
import { commitEdit } from '../commitEdit.ts';
import { reportError, say } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Adds many categories at once, as one step, and says how many; names that are there already are left out.
 *
 * @param unreadCount what of a file could not be read, to be told with it
 */
export async function addCategories(
  services: Services,
  entries: readonly CategoryEntry[],
  unreadCount = 0,
): Promise<void> {
  let addedCount = 0;
  await commitEdit(services, ({ categories }) => {
    const change = addChange(categories.values(), entries, services.newId);
    addedCount = change.edits.length;
    return orNothing(change);
  });
  const knownCount = entries.length - addedCount;
  say(services, 'info', { about: 'categoriesAdded', addedCount, knownCount, unreadCount });
}

/** Puts categories at another place. @param place of the first of them among those that stay, from 0 */
export async function moveCategories(
  services: Services,
  ids: readonly CategoryId[],
  place: number,
): Promise<void> {
  await commitEdit(services, ({ categories }) =>
    orNothing(moveChange(categories.values(), new Set(ids), place)),
  );
}

/** Files categories under a supercategory; '' under none. */
export async function setSupercategory(
  services: Services,
  ids: readonly CategoryId[],
  typed: string,
): Promise<void> {
  const supercategory = normalizeCategoryName(typed);
  await commitEdit(services, ({ categories }) => {
    const own = ids.flatMap((id) => categories.get(id) ?? []);
    return orNothing(
      reviseCategories('setSupercategory', own, (category) =>
        category.supercategory === supercategory ? category : { ...category, supercategory },
      ),
    );
  });
}

/** Gives a category a key of its own, or with null none. Refused when another category has it. */
export async function setHotkey(
  services: Services,
  id: CategoryId,
  key: string | null,
): Promise<void> {
  await commitEdit(services, ({ categories }) => {
    const category = categories.get(id);
    if (!category || (category.hotkey ?? null) === key) return null;
    const holder = [...categories.values()].find((each) => each.hotkey === key);
    if (key !== null && holder) {
      reportError(
        services,
        new AppError({ code: 'category/hotkey-taken', key, name: holder.name }),
      );
      return null;
    }
    return reviseCategories('setHotkey', [category], () => ({ ...category, hotkey: key }));
  });
}

/** Gives all categories colours that are easy to tell apart. */
export async function recolorAll(services: Services): Promise<void> {
  await commitEdit(services, ({ categories }) => orNothing(recolorCategories(categories.values())));
}

function orNothing(change: Change): Change | null {
  return change.edits.length > 0 ? change : null;
}
