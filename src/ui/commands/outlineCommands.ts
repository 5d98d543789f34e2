import { Check, Grid3x3, Pentagon, Spline, X } from 'lucide-react';
import { objectToMask, objectToPolygon } from '#flows/draw/convertObject.ts';
import { applySimplify, beginSimplify, cancelSimplify } from '#flows/draw/simplifyObject.ts';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Services } from '#flows/services.ts';
import { selectedIdOf } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import type { Command } from './command.ts';

/** What is done with the outline of an object. */
export const outlineCommands: readonly Command[] = [
  {
    id: 'applySimplify',
    group: 'shapes',
    icon: Check,
    isPassing: true,
    keys: ['Enter', 'NumpadEnter'],
    isEnabled: isSimplifying,
    run: applySimplify,
  },
  {
    id: 'cancelSimplify',
    group: 'shapes',
    icon: X,
    isPassing: true,
    keys: ['Escape'],
    isEnabled: isSimplifying,
    run: cancelSimplify,
  },
  {
    id: 'simplifyObject',
    group: 'shapes',
    icon: Spline,
    keys: ['Shift+t'],
    isEnabled: (stores) => selectedObject(stores) !== undefined,
    run: onSelected((services, { id }) => beginSimplify(services, id)),
  },
  {
    id: 'objectToPolygon',
    group: 'shapes',
    icon: Pentagon,
    keys: [],
    isEnabled: (stores) => {
      const annotation = selectedObject(stores);
      return annotation !== undefined && !annotation.polygon;
    },
    run: onSelected((services, { id }) => objectToPolygon(services, id)),
  },
  {
    id: 'objectToMask',
    group: 'shapes',
    icon: Grid3x3,
    keys: [],
    isEnabled: (stores) => Boolean(selectedObject(stores)?.polygon),
    run: onSelected((services, { id }) => objectToMask(services, id)),
  },
];

function isSimplifying({ session }: Stores): boolean {
  return session.getState().simplifying !== null;
}

/** The object that was selected last. */
function selectedObject({ session, document }: Stores): Annotation | undefined {
  const { openImageId } = session.getState();
  const id = selectedIdOf(session.getState());
  if (!openImageId || !id) return undefined;
  return document.getState().document?.annotations.get(openImageId)?.get(id);
}

function onSelected(
  run: (services: Services, annotation: Annotation) => void | Promise<void>,
): Command['run'] {
  return (services) => {
    const annotation = selectedObject(services.stores);
    return annotation ? run(services, annotation) : undefined;
  };
}
