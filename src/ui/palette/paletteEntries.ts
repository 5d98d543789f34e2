import type { TFunction } from 'i18next';
import type { Category } from '#core/annotation/category.ts';
import { sortedCategories } from '#core/project/project.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import type { Services } from '#flows/services.ts';
import { keyOfCategory } from '../categories/categoryRows.ts';
import type { Command } from '../commands/command.ts';
import { commandOf, commands } from '../commands/commands.ts';
import { keysOf } from '../commands/keymap.ts';
import { canRun } from '../commands/keyTable.ts';

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly key: string; // '' without one
  readonly isEnabled: boolean;
}

/** What can be asked for in the palette. */
export type PaletteEntry =
  | (Entry & { readonly kind: 'command'; readonly command: Command; readonly keyIndex: number })
  | (Entry & { readonly kind: 'category'; readonly category: Category })
  | (Entry & { readonly kind: 'image'; readonly imageId: ImageId });

/** All commands as they are now, and the categories to choose. */
export function commandEntries(services: Services, t: TFunction): readonly PaletteEntry[] {
  return [
    ...commands.flatMap((command) => entriesOf(services, t, command)),
    ...categoryEntries(services, t),
  ];
}

/** The images of the project, to go to; in their order. */
export function imageEntries({ stores }: Services, t: TFunction): readonly PaletteEntry[] {
  const images = stores.document.getState().document?.images.values() ?? [];
  const isEnabled = stores.session.getState().screen !== 'projects';
  return [...images].map(({ id, fileName }) => ({
    kind: 'image',
    id: `image:${id}`,
    imageId: id,
    label: t('palette.goToImage', { name: fileName }),
    key: '',
    isEnabled,
  }));
}

/** A row has an entry for each of its places; categories go by their names. */
function entriesOf(services: Services, t: TFunction, command: Command): readonly PaletteEntry[] {
  const { id, row } = command;
  if (id === 'openPalette' || row === 'useCategory' || row === 'useCategoryAnyTime') return [];
  const keys = keysOf(services.stores.settings.getState().keymap, command);
  const isEnabled = canRun(services, command);
  const entry = { kind: 'command', command, isEnabled } as const;
  if (!row) {
    return [{ ...entry, id, keyIndex: 0, key: keys[0] ?? '', label: t(`command.${id}`) }];
  }
  return keys.map((key, place) => ({
    ...entry,
    id: `${id}:${place}`,
    keyIndex: place,
    key,
    label: t(`commandAt.${row}`, { number: place + 1 }),
  }));
}

function categoryEntries(services: Services, t: TFunction): readonly PaletteEntry[] {
  const { document, settings, session } = services.stores;
  const keys = keysOf(settings.getState().keymap, commandOf('useCategory'));
  const categories = document.getState().document?.categories.values() ?? [];
  const isEnabled = session.getState().screen === 'workbench';
  return sortedCategories(categories).map((category, place) => ({
    kind: 'category',
    id: `category:${category.id}`,
    category,
    label: t('palette.useCategory', { name: category.name }),
    key: keyOfCategory(category, keys, place) ?? '',
    isEnabled,
  }));
}
