import { Button, Group, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { dropNote, saveNote, typeNote } from '#flows/review/reviewNotes.ts';
import type { NoteDraft } from '#store/sessionStore.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { Keys } from '../widgets/Keys.tsx';
import { NameQuestion } from './NameQuestion.tsx';
import classes from './Review.module.css';

/** A note in the making: Enter saves it, Escape drops it, Shift + Enter begins a line. */
export function NoteField({ draft }: { readonly draft: NoteDraft }) {
  const { t } = useTranslation();
  const services = useServices();
  // the bar of the review asks already
  const isReviewing = useSession((state) => state.isReviewing);
  const { at, text, sendsBack, noteId } = draft;
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    event.stopPropagation();
    // Enter of an input method chooses a word
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') dropNote(services);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void saveNote(services);
  }
  const placeholder = sendsBack
    ? t('note.placeholderSendBack')
    : t(at ? 'note.placeholder' : 'note.placeholderImage');
  return (
    <section className={classes.card} aria-label={t(noteId ? 'note.draftEdit' : 'note.draft')}>
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        aria-label={t('note.field')}
        placeholder={placeholder}
        value={text}
        ref={focusAtEnd}
        onKeyDown={onKeyDown}
        onChange={(event) => typeNote(services, event.currentTarget.value)}
      />
      {!isReviewing && <NameQuestion />}
      <Group gap={6} justify="space-between" wrap="nowrap">
        <span className={classes.quiet}>{t('note.keys')}</span>
        <FieldButtons draft={draft} />
      </Group>
    </section>
  );
}

function FieldButtons({ draft: { text, sendsBack } }: { readonly draft: NoteDraft }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Group gap={6} wrap="nowrap">
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => dropNote(services)}>
        {t('note.cancel')}
      </Button>
      <Button
        size="compact-xs"
        disabled={text.trim() === ''}
        rightSection={<Keys combination="Enter" />}
        onClick={() => void saveNote(services)}
      >
        {t(sendsBack ? 'note.saveAndSendBack' : 'note.save')}
      </Button>
    </Group>
  );
}

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
