import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { Check, MessageSquarePlus, Pencil, RotateCcw, Trash2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import type { ReviewNote } from '#core/project/reviewNote.ts';
import {
  beginNote,
  removeNote,
  rewriteNote,
  showNote,
  toggleNote,
} from '#flows/review/reviewNotes.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { WhoWhen } from '../widgets/WhoWhen.tsx';
import classes from './ImagePanel.module.css';

/** The notes on the image, oldest first, as their pins are numbered. */
export function NoteList({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <>
      <div className={classes.bar}>
        <span className={classes.label}>{t('note.title')}</span>
        <SmallButton
          label={t('note.add')}
          icon={MessageSquarePlus}
          onClick={() => void beginNote(services, null)}
        />
      </div>
      {image.notes.length === 0 ? (
        <p className={classes.quiet}>{t('note.empty')}</p>
      ) : (
        <ul className={classes.notes} aria-label={t('note.title')}>
          {image.notes.map((note, index) => (
            <NoteRow key={note.id} note={note} number={index + 1} />
          ))}
        </ul>
      )}
    </>
  );
}

interface NoteRowProps {
  readonly note: ReviewNote;
  readonly number: number; // as on its pin
}

/** A click on the text goes to the place. */
function NoteRow({ note, number }: NoteRowProps) {
  const { t } = useTranslation();
  const services = useServices();
  const { id, text, written, resolved } = note;
  const isSelected = useSession((state) => state.selectedNoteId === id);
  const isResolved = resolved !== null;
  return (
    <li className={classes.note} data-selected={isSelected}>
      <span className={classes.number} data-resolved={isResolved} aria-hidden>
        {number}
      </span>
      <UnstyledButton
        className={classes.text}
        data-resolved={isResolved}
        aria-pressed={isSelected}
        aria-label={t('note.show', { number, text })}
        onClick={() => showNote(services, id)}
      >
        {text}
      </UnstyledButton>
      <div className={classes.meta}>
        <span className={`${classes.quiet} ${classes.who}`}>
          {resolved ? <WhoWhen stamp={resolved} did="resolved" /> : <WhoWhen stamp={written} />}
        </span>
        <NoteActions note={note} number={number} />
      </div>
    </li>
  );
}

/** What can be done with a note. */
export function NoteActions({ note: { id, resolved }, number }: NoteRowProps) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <>
      <SmallButton
        label={t(resolved ? 'note.reopenOf' : 'note.resolveOf', { number })}
        icon={resolved ? RotateCcw : Check}
        onClick={() => void toggleNote(services, id)}
      />
      <SmallButton
        label={t('note.editOf', { number })}
        icon={Pencil}
        onClick={() => void rewriteNote(services, id)}
      />
      <SmallButton
        label={t('note.deleteOf', { number })}
        icon={Trash2}
        onClick={() => void removeNote(services, id)}
      />
    </>
  );
}

interface SmallButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  onClick(): void;
}

function SmallButton({ label, icon: Icon, onClick }: SmallButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={20} variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        <Icon size={13} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
