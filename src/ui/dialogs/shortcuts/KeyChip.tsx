import { CloseButton, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../commands/command.ts';
import { keyText } from '../../commands/keyLabel.ts';
import { Keys } from '../../widgets/Keys.tsx';
import { focusAtOnce } from './focusAtOnce.ts';
import classes from './Shortcuts.module.css';

interface KeyChipProps {
  readonly command: Command;
  readonly place: number;
  readonly keyName: string; // '': a place of a row without a key
  readonly hasFocus: boolean;
  onChange(): void;
  onRemove(): void;
}

/** One key of a command: a click asks for another one. */
export function KeyChip(props: KeyChipProps) {
  const { command, place, keyName, hasFocus, onChange, onRemove } = props;
  const { t } = useTranslation();
  const { id, keys, row } = command;
  const name = row ? t(`commandAt.${row}`, { number: place + 1 }) : t(`command.${id}`);
  const key = keyText(t, keyName);
  const isChanged = row ? keyName !== keys[place] : !keys.includes(keyName);
  return (
    <span className={classes.chip} data-changed={isChanged}>
      <UnstyledButton
        ref={hasFocus ? focusAtOnce : undefined}
        className={classes.change}
        aria-label={
          keyName === ''
            ? t('settings.shortcuts.changePlace', { name })
            : t('settings.shortcuts.changeKey', { key, name })
        }
        onClick={onChange}
      >
        {row && <span className={classes.place}>{place + 1}:</span>}
        {keyName === '' ? t('settings.shortcuts.noKey') : <Keys combination={keyName} />}
      </UnstyledButton>
      {keyName !== '' && (
        <CloseButton
          size="xs"
          aria-label={t('settings.shortcuts.removeKey', { key, name })}
          onClick={onRemove}
        />
      )}
    </span>
  );
}
