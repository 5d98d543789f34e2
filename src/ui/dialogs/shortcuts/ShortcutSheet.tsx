import { Button, Group, Text, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setSettingsSection, setShortcutSheetOpen } from '#store/sessionStore.ts';
import type { Command } from '../../commands/command.ts';
import { byGroup } from '../../commands/commandGroups.ts';
import { commands } from '../../commands/commands.ts';
import { containsWords, searchCommands } from '../../commands/commandSearch.ts';
import { keysInShort } from '../../commands/keyLabel.ts';
import { useKeysOf } from '../../commands/useCommand.ts';
import { useServices, useSession, useSettings } from '../../servicesContext.ts';
import { Dialog } from '../../widgets/Dialog.tsx';
import { Keys } from '../../widgets/Keys.tsx';
import { gesturesOf } from './gestures.ts';
import classes from './Shortcuts.module.css';

/** Every key as it is now, from the very table that binds them, and every gesture. */
export function ShortcutSheet() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession((state) => state.isShortcutSheetOpen);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => setShortcutSheetOpen(stores.session, false)}
      title={t('shortcuts.title')}
      size="xl"
    >
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  return (
    <>
      <Group gap="sm" mb="md" wrap="nowrap">
        <TextInput
          data-autofocus
          size="sm"
          style={{ flex: 1 }}
          aria-label={t('shortcuts.search')}
          placeholder={t('shortcuts.search')}
          leftSection={<Search size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ChangeButton />
      </Group>
      <Found typed={typed} />
    </>
  );
}

function ChangeButton() {
  const { t } = useTranslation();
  const { session } = useServices().stores;
  return (
    <Button
      size="sm"
      variant="default"
      onClick={() => {
        setShortcutSheetOpen(session, false);
        setSettingsSection(session, 'shortcuts');
      }}
    >
      {t('shortcuts.change')}
    </Button>
  );
}

/** The commands and gestures whose name or key was typed. */
function Found({ typed }: { readonly typed: string }) {
  const { t } = useTranslation();
  const keymap = useSettings((state) => state.keymap);
  const groups = byGroup(searchCommands(commands, typed, { t, keymap }));
  const gestures = findGestures(gesturesOf(t), typed);
  if (groups.length + gestures.length === 0) {
    return (
      <Text size="sm" c="var(--quiet)">
        {t('shortcuts.none')}
      </Text>
    );
  }
  return (
    <div className={classes.columns}>
      {groups.map(([group, members]) => (
        <SheetSection key={group} title={t(`group.${group}`)}>
          {members.map((command) => (
            <CommandLine key={command.id} command={command} />
          ))}
        </SheetSection>
      ))}
      {gestures.map(([title, found]) => (
        <SheetSection key={title} title={title}>
          {found.map(({ id, name, how }) => (
            <li key={id} className={classes.line}>
              <span className={classes.name}>{name}</span>
              <span className={classes.how}>{how}</span>
            </li>
          ))}
        </SheetSection>
      ))}
    </div>
  );
}

type GestureSection = ReturnType<typeof gesturesOf>[number];

function findGestures(all: readonly GestureSection[], typed: string): readonly GestureSection[] {
  return all
    .map(([title, gestures]) => {
      const found = gestures.filter(({ name, how }) => containsWords(`${name} ${how}`, typed));
      return [title, found] as const;
    })
    .filter(([, found]) => found.length > 0);
}

interface SheetSectionProps {
  readonly title: string;
  readonly children: React.ReactNode;
}

function SheetSection({ title, children }: SheetSectionProps) {
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{title}</h3>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}

/** "A / B" for two keys, "A – B" for a row. */
function CommandLine({ command: { id, icon: Icon, row } }: { readonly command: Command }) {
  const { t } = useTranslation();
  const keys = keysInShort(useKeysOf(id));
  return (
    <li className={classes.line}>
      <span className={classes.icon} aria-hidden>
        <Icon size={14} />
      </span>
      <span className={classes.name}>{t(`command.${id}`)}</span>
      <span className={classes.how}>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 && (row ? ' –' : ' /')}
            <Keys combination={key} />
          </span>
        ))}
      </span>
    </li>
  );
}
