import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Archive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CommandItem } from '../widgets/CommandItem.tsx';

/** Ways to keep the project elsewhere and to bring it back. */
export function BackupMenu() {
  const { t } = useTranslation();
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
        <CommandItem commandId="backUp" />
        <CommandItem commandId="restoreBackup" />
        <CommandItem commandId="exportPackage" />
      </Menu.Dropdown>
    </Menu>
  );
}
