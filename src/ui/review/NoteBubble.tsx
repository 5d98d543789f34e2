import { CloseButton } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import { imageToScreen } from '#core/geometry/viewport.ts';
import type { ReviewNote } from '#core/project/reviewNote.ts';
import { selectNote } from '#store/sessionStore.ts';
import { pinHeightPx, pinRadiusPx } from '#tools/note/pin.ts';
import { NoteActions } from '../image/NoteList.tsx';
import { useOpenImage } from '../image/useOpenImage.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { WhoWhen } from '../widgets/WhoWhen.tsx';
import { NoteField } from './NoteField.tsx';
import classes from './Review.module.css';

const widthPx = 330;
/** Room that a bubble needs below its upper edge, about. */
const heightPx = 150;
const marginPx = 10;
/** Below what is said at the top of the canvas. */
const imageNoteTopPx = 150;

/** At its pin: the note that is being written, else the one that is selected. */
export function NoteBubble() {
  const image = useOpenImage();
  const draft = useSession((state) => state.noteDraft);
  const selectedId = useSession((state) => state.selectedNoteId);
  if (!image) return null;
  if (draft?.imageId === image.id) {
    const place = draft.at ? `${draft.at.x},${draft.at.y}` : 'image';
    return (
      <Bubble at={draft.at}>
        {/* another place is another note: the field takes the focus anew */}
        <NoteField key={`${draft.noteId} ${place}`} draft={draft} />
      </Bubble>
    );
  }
  const index = image.notes.findIndex(({ id }) => id === selectedId);
  const note = image.notes[index];
  return note ? (
    <Bubble at={note.at}>
      <NoteCard note={note} number={index + 1} />
    </Bubble>
  ) : null;
}

function NoteCard({ note, number }: { readonly note: ReviewNote; readonly number: number }) {
  const { t } = useTranslation();
  const { stores } = useServices();
  return (
    <section className={classes.card} aria-label={t('note.card', { number })}>
      <div className={classes.row}>
        <span className={classes.cardTitle}>{t('note.card', { number })}</span>
        <span className={classes.quiet}>
          <WhoWhen stamp={note.written} />
        </span>
        <span className={classes.spring} />
        <CloseButton
          size="xs"
          aria-label={t('note.close')}
          onClick={() => selectNote(stores.session, null)}
        />
      </div>
      <p className={classes.cardText}>{note.text}</p>
      <div className={classes.row}>
        <span className={classes.quiet}>
          {note.resolved && <WhoWhen stamp={note.resolved} did="resolved" />}
        </span>
        <span className={classes.spring} />
        <NoteActions note={note} number={number} />
      </div>
    </section>
  );
}

/** @param props.at image px; null: at the top, for notes about the whole image */
function Bubble({
  at,
  children,
}: {
  readonly at: Point<'image'> | null;
  readonly children: ReactNode;
}) {
  const viewport = useSession((state) => state.viewport);
  const canvasSize = useSession((state) => state.canvasSize);
  const pin = at && imageToScreen(viewport, at);
  return (
    <div className={classes.bubble} style={placeOf(pin, canvasSize)}>
      {children}
    </div>
  );
}

/** Beside the pin, on the side that has room; never off the canvas. */
function placeOf(pin: Point<'screen'> | null, canvas: Size): CSSProperties {
  const maxLeft = Math.max(marginPx, canvas.width - widthPx - marginPx);
  const maxTop = Math.max(marginPx, canvas.height - heightPx - marginPx);
  if (!pin)
    return {
      width: widthPx,
      left: Math.max(marginPx, maxLeft / 2),
      top: Math.min(maxTop, imageNoteTopPx),
    };
  const gapPx = pinRadiusPx + 8;
  const right = pin.x + gapPx;
  const left = right <= maxLeft ? right : pin.x - gapPx - widthPx;
  return {
    width: widthPx,
    left: Math.min(maxLeft, Math.max(marginPx, left)),
    top: Math.min(maxTop, Math.max(marginPx, pin.y - pinHeightPx - pinRadiusPx)),
  };
}
