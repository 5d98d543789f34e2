import { Button, Group, Text } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '#core/annotation/category.ts';
import { setHotkey } from '#flows/categories/listEdits.ts';
import { screensOf } from '../../commands/command.ts';
import { commands } from '../../commands/commands.ts';
import { keyText } from '../../commands/keyLabel.ts';
import { keysOf } from '../../commands/keymap.ts';
import { nameToKeep, partsOfName } from '../../commands/keyName.ts';
import { isMac } from '../../commands/platform.ts';
import { refusalOf } from '../../commands/reservedKeys.ts';
import { useDocument, useServices, useSettings } from '../../servicesContext.ts';
import { Keys } from '../../widgets/Keys.tsx';
import classes from './Manager.module.css';

/** The own key of a category: pressed to be set; one that is taken is refused with whose it is. */
export function HotkeyField({ category }: { readonly category: Category }) {
  const { t } = useTranslation();
  const services = useServices();
  const { isWaiting, refused, wait, stop, hear } = useKeyCapture(category);
  const { hotkey = null } = category;
  return (
    <div style={{ flex: '1 1 150px' }}>
      <Group gap={8}>
        <Text size="xs" fw={500}>
          {t('manager.key')}
        </Text>
        {hotkey ? (
          <Keys combination={hotkey} />
        ) : (
          <Text size="xs" c="var(--quiet)">
            {t('manager.keyNone')}
          </Text>
        )}
      </Group>
      <Group gap={6} mt={4}>
        <Button
          size="xs"
          variant={isWaiting ? 'light' : 'default'}
          // Escape ends the waiting, not the dialog
          data-mantine-stop-propagation={isWaiting}
          onClick={wait}
          onKeyDown={hear}
          onBlur={stop}
        >
          {t(isWaiting ? 'manager.keyWait' : 'manager.keySet')}
        </Button>
        {hotkey && !isWaiting && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => void setHotkey(services, category.id, null)}
          >
            {t('manager.keyClear')}
          </Button>
        )}
      </Group>
      {refused !== null && (
        <span role="alert" className={classes.fault}>
          {refused}
        </span>
      )}
    </div>
  );
}

/** Waits for a key and gives it to the category, or says why it cannot be had. */
function useKeyCapture(category: Category) {
  const { t } = useTranslation();
  const services = useServices();
  const holderOf = useKeyHolder(category);
  const [isWaiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  function stop(): void {
    setWaiting(false);
    setRefused(null);
  }
  function hear(event: KeyboardEvent): void {
    if (!isWaiting || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const key = nameToKeep(event.nativeEvent, isMac());
    if (key === null) return;
    if (key === 'Escape') {
      setWaiting(false);
      return;
    }
    const isPlain = partsOfName(key).modifiers.every((each) => each === 'Shift');
    const holder = holderOf(key);
    if (!isPlain || refusalOf(key, isMac())) setRefused(t('manager.keyPlain'));
    else if (holder !== null)
      setRefused(t('manager.keyTaken', { key: keyText(t, key), name: holder }));
    else {
      stop();
      void setHotkey(services, category.id, key);
    }
  }
  return { isWaiting, refused, wait: () => setWaiting(true), stop, hear };
}

/** Asks whose key it is on the workbench: the name of a command or of another category; null: nobody's. */
function useKeyHolder(category: Category): (key: string) => string | null {
  const { t } = useTranslation();
  const keymap = useSettings((state) => state.keymap);
  const categories = useDocument(({ document }) => document?.categories);
  return (key) => {
    const command = commands.find(
      (each) => screensOf(each).includes('workbench') && keysOf(keymap, each).includes(key),
    );
    if (command) return t(`command.${command.id}`);
    const others = [...(categories?.values() ?? [])].filter(({ id }) => id !== category.id);
    return others.find(({ hotkey }) => hotkey === key)?.name ?? null;
  };
}
