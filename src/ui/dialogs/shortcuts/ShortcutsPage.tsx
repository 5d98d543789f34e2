import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Search, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../commands/command.ts';
import { byGroup } from '../../commands/commandGroups.ts';
import { commands } from '../../commands/commands.ts';
import { searchCommands } from '../../commands/commandSearch.ts';
import { sharingsOf, type KeySharing } from '../../commands/keySharing.ts';
import { useSettings } from '../../servicesContext.ts';
import { KeyRow } from './KeyRow.tsx';
import { LayoutBar } from './LayoutBar.tsx';
import classes from './Shortcuts.module.css';

type Sharings = ReadonlyMap<string, readonly KeySharing[]>;

/** The keys of every command, to be changed; layouts from files and to them. */
export function ShortcutsPage() {
  const { t } = useTranslation();
  const keymap = useSettings((state) => state.keymap);
  const [typed, setTyped] = useState('');
  const [onlyClashes, setOnlyClashes] = useState(false);
  const sharings = sharingsOf(commands, keymap);
  const clashing = commands.filter(({ id }) => sharings.get(id)?.some(({ isClash }) => isClash));
  const lost = commands.filter(({ id }) => sharings.get(id)?.some(isLost));
  const from = onlyClashes && lost.length > 0 ? clashing : commands;
  return (
    <Stack gap="sm">
      <LayoutBar />
      <TextInput
        size="xs"
        aria-label={t('settings.shortcuts.search')}
        placeholder={t('settings.shortcuts.search')}
        leftSection={<Search size={14} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {lost.length > 0 && (
        <Alert color="orange" p="xs" icon={<TriangleAlert size={16} aria-hidden />} role="status">
          <Group gap="sm" justify="space-between">
            <Text size="xs">{t('settings.shortcuts.clashes', { count: lost.length })}</Text>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => setOnlyClashes(!onlyClashes)}
            >
              {t(onlyClashes ? 'settings.shortcuts.showAll' : 'settings.shortcuts.showClashes')}
            </Button>
          </Group>
        </Alert>
      )}
      <KeyList shown={searchCommands(from, typed, { t, keymap })} sharings={sharings} />
    </Stack>
  );
}

function isLost({ isClash, isOtherFirst }: KeySharing): boolean {
  return isClash && isOtherFirst;
}

interface KeyListProps {
  readonly shown: readonly Command[];
  readonly sharings: Sharings;
}

function KeyList({ shown, sharings }: KeyListProps) {
  const { t } = useTranslation();
  if (shown.length === 0) {
    return (
      <Text size="sm" c="var(--quiet)">
        {t('settings.shortcuts.none')}
      </Text>
    );
  }
  return (
    <div className={classes.scroll}>
      {byGroup(shown).map(([group, members]) => (
        <section key={group} className={classes.section}>
          <h3 className={classes.title}>{t(`group.${group}`)}</h3>
          <ul className={classes.list}>
            {members.map((command) => (
              <KeyRow
                key={command.id}
                command={command}
                sharings={sharings.get(command.id) ?? none}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const none: readonly KeySharing[] = [];
