import { ActionIcon } from '@mantine/core';
import { Plus, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setKeymap, type Keymap } from '#store/settingsStore.ts';
import type { Command } from '../../commands/command.ts';
import { withKeyAt, withKeys, withoutKey } from '../../commands/keymap.ts';
import type { KeySharing } from '../../commands/keySharing.ts';
import { useKeysOf } from '../../commands/useCommand.ts';
import { useServices, useSettings } from '../../servicesContext.ts';
import { focusAtOnce } from './focusAtOnce.ts';
import { KeyCapture } from './KeyCapture.tsx';
import { KeyChip } from './KeyChip.tsx';
import { SharingNotes } from './SharingNotes.tsx';
import classes from './Shortcuts.module.css';

interface KeyRowProps {
  readonly command: Command;
  readonly sharings: readonly KeySharing[];
}

/** A command with its keys: each can be changed or taken away, others added. */
export function KeyRow({ command, sharings }: KeyRowProps) {
  const { t } = useTranslation();
  const { id, icon: Icon } = command;
  return (
    <li className={classes.row} data-command={id}>
      <span className={classes.icon} aria-hidden>
        <Icon size={15} />
      </span>
      <span className={classes.name}>{t(`command.${id}`)}</span>
      <KeysOfRow command={command} />
      <SharingNotes sharings={sharings} />
    </li>
  );
}

/** The places of a row are there whether they have a key or not; others go with their key. */
function KeysOfRow({ command }: Pick<KeyRowProps, 'command'>) {
  const { t } = useTranslation();
  const { settings } = useServices().stores;
  const keymap = useSettings((state) => state.keymap);
  const keys = useKeysOf(command.id);
  const [changing, setChanging] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null); // its control was used last and is gone
  function change(next: Keymap, index: number): void {
    setChanging(null);
    setFocused(index);
    setKeymap(settings, next);
  }
  const places = changing === keys.length ? [...keys, ''] : keys;
  return (
    <div className={`${classes.keys} ${command.row ? classes.rowOfPlaces : ''}`}>
      {places.map((key, index) =>
        index === changing ? (
          <KeyCapture
            key="capture"
            name={t(`command.${command.id}`)}
            onKey={(taken) => change(withKeyAt(keymap, command, { index, key: taken }), index)}
            onLeave={() => setChanging(null)}
          />
        ) : (
          <KeyChip
            key={command.row ? index : key}
            command={command}
            place={index}
            keyName={key}
            hasFocus={index === focused}
            onChange={() => setChanging(index)}
            onRemove={() => change(withoutKey(keymap, command, key), index)}
          />
        ),
      )}
      <RowButtons
        command={command}
        hasFocus={focused !== null && focused >= keys.length}
        onAdd={() => setChanging(keys.length)}
      />
    </div>
  );
}

interface RowButtonsProps {
  readonly command: Command;
  readonly hasFocus: boolean;
  onAdd(): void;
}

function RowButtons({ command, hasFocus, onAdd }: RowButtonsProps) {
  const { t } = useTranslation();
  const { settings } = useServices().stores;
  const keymap = useSettings((state) => state.keymap);
  const name = t(`command.${command.id}`);
  return (
    <>
      {!command.row && (
        <SmallButton
          label={t('settings.shortcuts.add', { name })}
          icon={Plus}
          hasFocus={hasFocus}
          onClick={onAdd}
        />
      )}
      {keymap[command.id] && (
        <SmallButton
          label={t('settings.shortcuts.reset', { name })}
          icon={RotateCcw}
          onClick={() => setKeymap(settings, withKeys(keymap, command, command.keys))}
        />
      )}
    </>
  );
}

interface SmallButtonProps {
  readonly label: string;
  readonly icon: typeof Plus;
  readonly hasFocus?: boolean;
  onClick(): void;
}

function SmallButton({ label, icon: Icon, hasFocus, onClick }: SmallButtonProps) {
  return (
    <ActionIcon
      ref={hasFocus ? focusAtOnce : undefined}
      size={26}
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}
