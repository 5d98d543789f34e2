import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/bindKeys.ts';
import type { CommandId } from '../commands/command.ts';
import { useCommand } from '../commands/useCommand.ts';
import { useServices } from '../servicesContext.ts';
import { CommandKeys } from './CommandKeys.tsx';

/** A command as an entry of a menu, with its icon, name and key. */
export function CommandItem({ commandId }: { readonly commandId: CommandId }) {
  const { t } = useTranslation();
  const services = useServices();
  const { command, isEnabled } = useCommand(commandId);
  const { icon: Icon } = command;
  return (
    <Menu.Item
      leftSection={<Icon size={15} aria-hidden />}
      rightSection={<CommandKeys id={commandId} />}
      disabled={!isEnabled}
      onClick={() => runCommand(services, command)}
    >
      {t(`command.${commandId}`)}
    </Menu.Item>
  );
}
