import { removeImages } from '#flows/bulkEdits.ts';
import { askToFind, selectedAmong, selectImages } from '#store/galleryStore.ts';
import { showScreen } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command } from './command.ts';

/** Commands on the images of the project as a whole. */
export const galleryCommands: readonly Command[] = [
  {
    id: 'toggleGallery',
    group: 'gallery',
    keys: ['g'],
    isEnabled: ({ session }) => session.getState().screen !== 'projects',
    run: ({ stores: { session } }) =>
      showScreen(session, session.getState().screen === 'gallery' ? 'workbench' : 'gallery'),
  },
  {
    id: 'findImages',
    group: 'gallery',
    keys: ['/', '$mod+f'],
    isEnabled: ({ session }) => session.getState().screen !== 'projects',
    run: ({ stores: { session, gallery } }) => {
      showScreen(session, 'gallery');
      askToFind(gallery, true);
    },
  },
  {
    id: 'selectAllImages',
    group: 'gallery',
    keys: ['$mod+a'],
    isEnabled: isGallery,
    run: ({ stores: { gallery, shown } }) =>
      selectImages(
        gallery,
        shown.list().map(({ id }) => id),
      ),
  },
  {
    id: 'selectNoImage',
    group: 'gallery',
    keys: ['Escape'],
    isEnabled: hasSelection,
    run: ({ stores: { gallery } }) => selectImages(gallery, []),
  },
  {
    id: 'removeImages',
    group: 'gallery',
    keys: ['Delete', 'Backspace'],
    isEnabled: hasSelection,
    run: (services) => removeImages(services, selectedIdsOf(services.stores)),
  },
];

function isGallery({ session }: Stores): boolean {
  return session.getState().screen === 'gallery';
}

function hasSelection(stores: Stores): boolean {
  return isGallery(stores) && selectedIdsOf(stores).length > 0;
}

function selectedIdsOf({ gallery, shown }: Stores) {
  return selectedAmong(gallery.getState(), shown.list()).map(({ id }) => id);
}
