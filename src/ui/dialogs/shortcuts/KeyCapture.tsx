import { UnstyledButton } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { keyText } from '../../commands/keyLabel.ts';
import { nameToKeep } from '../../commands/keyName.ts';
import { isMac } from '../../commands/platform.ts';
import { refusalOf, type KeyRefusal } from '../../commands/reservedKeys.ts';
import { focusAtOnce } from './focusAtOnce.ts';
import classes from './Shortcuts.module.css';

interface KeyCaptureProps {
  readonly name: string; // of the command
  onKey(key: string): void;
  /** The person went elsewhere. */
  onLeave(): void;
}

/** Waits for the next key; those that cannot be had are refused with the reason. */
export function KeyCapture({ name, onKey, onLeave }: KeyCaptureProps) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState<{ key: string; why: KeyRefusal } | null>(null);
  function hear(event: KeyboardEvent): void {
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey) return; // leaves
    event.preventDefault();
    event.stopPropagation();
    const key = nameToKeep(event.nativeEvent, isMac());
    if (key === null || event.nativeEvent.isComposing) return;
    const why = refusalOf(key, isMac());
    if (why) setRefused({ key: keyText(t, key), why });
    else onKey(key);
  }
  return (
    <>
      <UnstyledButton
        ref={focusAtOnce}
        className={classes.capture}
        // Escape is a key like any other here, and does not close the dialog
        data-mantine-stop-propagation
        aria-label={`${name}: ${t('settings.shortcuts.press')} ${t('settings.shortcuts.pressHint')}`}
        title={t('settings.shortcuts.pressHint')}
        onKeyDown={hear}
        onBlur={onLeave}
      >
        {t('settings.shortcuts.press')}
      </UnstyledButton>
      {refused && (
        <span role="alert" className={classes.refused}>
          {t(`settings.shortcuts.refused.${refused.why}`, { key: refused.key })}
        </span>
      )}
    </>
  );
}
