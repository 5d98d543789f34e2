import { Eye, PencilLine, Sparkles, SquareDashed, Trash2 } from 'lucide-react';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { removeAnnotation, toggleAnnotation } from '#flows/editAnnotations.ts';
import { refineObject } from '#flows/refineObject.ts';
import type { Services } from '#flows/services.ts';
import { selectAnnotation, selectedIdOf, startRenaming } from '#store/sessionStore.ts';
import type { Command } from './command.ts';
import { hasSelectedObject, isPrompting } from './conditions.ts';

/** What is done with the selected object. */
export const objectCommands: readonly Command[] = [
  {
    id: 'refineObject',
    group: 'objects',
    icon: Sparkles,
    keys: ['r'],
    isPassing: true,
    isEnabled: (stores) => hasSelectedObject(stores) && !isPrompting(stores),
    run(services) {
      const selectedId = selectedIdOf(services.stores.session.getState());
      if (selectedId) refineObject(services, selectedId);
    },
  },
  command('deleteObject', { icon: Trash2, keys: ['Delete', 'Backspace'], run: removeAnnotation }),
  command('hideObject', { icon: Eye, keys: ['h'], run: toggleAnnotation }),
  command('renameObject', {
    icon: PencilLine,
    keys: ['F2'],
    run: async ({ stores }, id) => startRenaming(stores.session, id),
  }),
  command('deselect', {
    icon: SquareDashed,
    keys: ['Escape'],
    run: async ({ stores }) => selectAnnotation(stores.session, null),
  }),
];

interface ObjectCommand extends Pick<Command, 'icon' | 'keys'> {
  run(services: Services, objectId: AnnotationId): Promise<void>;
}

function command(id: Command['id'], { icon, keys, run }: ObjectCommand): Command {
  return {
    id,
    group: 'objects',
    icon,
    keys,
    isPassing: true,
    isEnabled: hasSelectedObject,
    run: (services) => {
      const selectedId = selectedIdOf(services.stores.session.getState());
      return selectedId ? run(services, selectedId) : undefined;
    },
  };
}
