import type { Context } from 'konva/lib/Context';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import type { Point } from '#core/geometry/point.ts';
import { imageToScreen } from '#core/geometry/viewport.ts';
import type { Stores } from '#store/stores.ts';
import { pinHeightPx, pinRadiusPx, pinsOf } from '#tools/note/pin.ts';

/** The notes of the open image at their places, of constant size on the screen, and the one being written. */
export function NotePins({ stores }: { stores: Stores }) {
  const viewport = useStore(stores.session, (state) => state.viewport);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const selectedId = useStore(stores.session, (state) => state.selectedNoteId);
  const withResolved = useStore(stores.session, (state) => state.isReviewing);
  const draft = useStore(stores.session, (state) => state.noteDraft);
  const isShown = useStore(stores.session, ({ picture }) => picture?.imageId === openImageId);
  const notes = useStore(
    stores.document,
    ({ document }) => openImageId && document?.images.get(openImageId)?.notes,
  );
  if (!notes || !isShown) return null;
  const draftAt = draft?.imageId === openImageId && draft.noteId === null ? draft.at : null;
  return (
    <>
      {pinsOf(notes, { withResolved, selectedId }).map(
        ({ note: { id, at, resolved }, number }) =>
          at && (
            <Pin
              key={id}
              at={imageToScreen(viewport, at)}
              text={String(number)}
              look={resolved ? 'resolved' : 'open'}
              isSelected={id === selectedId}
            />
          ),
      )}
      {draftAt && <Pin at={imageToScreen(viewport, draftAt)} text="+" look="draft" isSelected />}
    </>
  );
}

interface PinProps {
  readonly at: Point<'screen'>;
  readonly text: string;
  readonly look: 'open' | 'resolved' | 'draft';
  readonly isSelected: boolean;
}

/** White figures keep a contrast of 4.5 on each of them. */
const fills = { open: '#c2410c', resolved: '#495057', draft: '#364fc7' } as const;

function Pin(props: PinProps) {
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={(context) => drawPin(context, props)}
    />
  );
}

/** A drop with its tip on the place; light and dark edges so that it shows on any photo. */
function drawPin({ _context: context }: Context, { at, text, look, isSelected }: PinProps): void {
  const radius = isSelected ? pinRadiusPx + 2 : pinRadiusPx;
  const middleY = at.y - pinHeightPx;
  const drop = dropPath(at, middleY, radius);
  context.lineJoin = 'round';
  context.strokeStyle = '#000000';
  context.lineWidth = isSelected ? 6 : 4;
  context.stroke(drop);
  context.strokeStyle = isSelected ? '#ffd43b' : '#ffffff';
  context.lineWidth = isSelected ? 4 : 2.5;
  if (look === 'resolved') context.setLineDash([3, 2]);
  context.stroke(drop);
  context.setLineDash([]);
  context.fillStyle = fills[look];
  context.fill(drop);
  context.fillStyle = '#ffffff';
  context.font = '700 12px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, at.x, middleY + 0.5);
}

/** From the tip up both sides and around the head. */
function dropPath(tip: Point<'screen'>, middleY: number, radius: number): Path2D {
  const path = new Path2D();
  path.moveTo(tip.x, tip.y);
  path.arc(tip.x, middleY, radius, Math.PI * 0.75, Math.PI * 0.25);
  path.closePath();
  return path;
}
