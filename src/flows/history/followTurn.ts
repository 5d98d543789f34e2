import type { ImageId } from '#core/annotation/ids.ts';
import type { Change } from '#core/project/change.ts';
import { sortedImages } from '#core/project/project.ts';
import { openImage } from '../openImage.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Says what a turn changed out of sight, and turns to the image if it is only one: a turn on the open
 * image is seen by itself. One on many images, or in the gallery, is told only.
 *
 * @param verb null: it has been told
 */
export async function followTurn(
  services: Services,
  change: Change,
  verb: 'undid' | 'redid' | null,
): Promise<void> {
  const { document } = services.stores.document.getState();
  const { openImageId, screen } = services.stores.session.getState();
  const touched = [...imagesOf(change)].filter((id) => document?.images.has(id));
  const isOpenThere = openImageId !== null && document?.images.has(openImageId);
  function tell(fileName: string | null): void {
    if (verb) say(services, 'info', { about: 'step', verb, change: change.name, fileName });
  }
  if (isOpenThere && (screen === 'gallery' || touched.length > 1)) {
    tell(null);
    return;
  }
  if (isOpenThere && (touched.length === 0 || touched.includes(openImageId))) return;
  const first = sortedImages(document?.images.values() ?? [])[0]?.id ?? null;
  const target = touched.at(-1) ?? first;
  tell(target && (document?.images.get(target)?.fileName ?? null));
  await openImage(services, target);
}

function imagesOf({ edits }: Change): ReadonlySet<ImageId> {
  const ids = new Set<ImageId>();
  for (const edit of edits) {
    if (edit.kind === 'image') {
      const id = (edit.after ?? edit.before)?.id;
      if (id) ids.add(id);
    } else if (edit.kind === 'annotation') {
      const id = (edit.after ?? edit.before)?.imageId;
      if (id) ids.add(id);
    }
  }
  return ids;
}
