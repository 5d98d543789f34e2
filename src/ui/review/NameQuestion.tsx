import { Button, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { setDisplayName, setNameAsked } from '#store/settingsStore.ts';
import { useServices, useSettings } from '../servicesContext.ts';
import classes from './Review.module.css';

/** Asks in passing, once, who is at work. Nothing waits for the answer. */
export function NameQuestion() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isAsked = useSettings((state) => state.isNameAsked);
  const name = useSettings((state) => state.displayName);
  const [isUnnamed] = useState(name === '');
  if (isAsked || !isUnnamed) return null;
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setDisplayName(stores.settings, '');
    if (event.key === 'Enter' || event.key === 'Escape') setNameAsked(stores.settings);
  }
  return (
    <div className={classes.row}>
      <TextInput
        size="xs"
        style={{ flex: 1 }}
        aria-label={t('note.yourName')}
        placeholder={t('note.yourName')}
        title={t('note.nameHint')}
        autoComplete="name"
        maxLength={80}
        value={name}
        onKeyDown={onKeyDown}
        onChange={(event) => setDisplayName(stores.settings, event.currentTarget.value)}
      />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => setNameAsked(stores.settings)}
      >
        {t(name.trim() === '' ? 'note.nameLater' : 'note.save')}
      </Button>
    </div>
  );
}
