import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Archive, ArchiveRestore, Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import { Keys } from '../widgets/Keys.tsx';

const items = [
  { id: 'backUp', icon: Archive },
  { id: 'restoreBackup', icon: ArchiveRestore },
  { id: 'exportPackage', icon: Package },
] as const;

/** Ways to keep the project elsewhere and to bring it back. */
export function BackupMenu() {
  const { t } = useTranslation();
  const services = useServices();
  // what a command needs is in the document
  useDocument(({ document }) => document?.images.size);
  return (
    <Menu position="bottom-end" shadow="md" width={240}>
      <Menu.Target>
        <Tooltip label={t('backup.menu')}>
          <ActionIcon size={30} variant="subtle" color="gray" aria-label={t('backup.menu')}>
            <Archive size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ id, icon: Icon }) => {
          const command = commandOf(id);
          return (
            <Menu.Item
              key={id}
              disabled={!command.isEnabled(services.stores)}
              leftSection={<Icon size={15} aria-hidden />}
              rightSection={command.keys[0] && <Keys combination={command.keys[0]} />}
              onClick={() => runCommand(services, command)}
            >
              {t(`command.${id}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
