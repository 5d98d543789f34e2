import { CheckCheck, LayoutGrid, Search, SquareDashed, Trash2 } from 'lucide-react';
import { removeImages } from '#flows/bulkEdits.ts';
import { askToFind, selectedAmong, selectImages } from '#store/galleryStore.ts';
import { showScreen } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command } from './command.ts';
import { always, hasProject } from './conditions.ts';

/** Commands on the images of the project as a whole. */
export const galleryCommands: readonly Command[] = [
  {
    id: 'toggleGallery',
    group: 'gallery',
    icon: LayoutGrid,
    keys: ['g'],
    isEnabled: hasProject,
    run: ({ stores: { session } }) =>
      showScreen(session, session.getState().screen === 'gallery' ? 'workbench' : 'gallery'),
  },
  {
    id: 'findImages',
    group: 'gallery',
    icon: Search,
    keys: ['/', '$mod+f'],
    isEnabled: hasProject,
    run: ({ stores: { session, gallery } }) => {
      showScreen(session, 'gallery');
      askToFind(gallery, true);
    },
  },
  {
    id: 'selectAllImages',
    group: 'gallery',
    icon: CheckCheck,
    keys: ['$mod+a'],
    screens: ['gallery'],
    isEnabled: always,
    run: ({ stores: { gallery, shown } }) =>
      selectImages(
        gallery,
        shown.list().map(({ id }) => id),
      ),
  },
  {
    id: 'selectNoImage',
    group: 'gallery',
    icon: SquareDashed,
    keys: ['Escape'],
    screens: ['gallery'],
    isPassing: true,
    isEnabled: hasSelection,
    run: ({ stores: { gallery } }) => selectImages(gallery, []),
  },
  {
    id: 'removeImages',
    group: 'gallery',
    icon: Trash2,
    keys: ['Delete', 'Backspace'],
    screens: ['gallery'],
    isPassing: true,
    isEnabled: hasSelection,
    run: (services) => removeImages(services, selectedIdsOf(services.stores)),
  },
];

function hasSelection(stores: Stores): boolean {
  return selectedIdsOf(stores).length > 0;
}

function selectedIdsOf({ gallery, shown }: Stores) {
  return selectedAmong(gallery.getState(), shown.list()).map(({ id }) => id);
}
