import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/bindKeys.ts';
import type { CommandId } from '../commands/command.ts';
import { useCommand } from '../commands/useCommand.ts';
import { useServices } from '../servicesContext.ts';
import classes from './CommandButton.module.css';
import { CommandKeys } from './CommandKeys.tsx';

export interface CommandButtonProps {
  readonly commandId: CommandId;
  readonly isActive?: boolean;
  readonly size?: number;
  readonly tooltipPosition?: 'right' | 'bottom' | 'top';
  /** What exactly it would do now; stands in the tooltip in place of its name. */
  readonly deed?: string | null;
}

/** A command as an icon button, with its name and key in the tooltip. */
export function CommandButton(props: CommandButtonProps) {
  const { commandId, isActive, size = 34, tooltipPosition = 'bottom', deed } = props;
  const { t } = useTranslation();
  const services = useServices();
  const { command, isEnabled } = useCommand(commandId);
  const { icon: Icon } = command;
  const name = t(`command.${commandId}`);
  return (
    <Tooltip
      position={tooltipPosition}
      label={
        <Group gap={6}>
          <Text size="xs">{deed ?? name}</Text>
          <span>
            <CommandKeys id={commandId} />
          </span>
        </Group>
      }
    >
      <ActionIcon
        size={size}
        variant={isActive ? 'filled' : 'subtle'}
        color={isActive ? undefined : 'gray'}
        aria-label={name}
        aria-description={deed ?? undefined}
        aria-pressed={isActive}
        className={classes.button}
        disabled={!isEnabled}
        onClick={() => runCommand(services, command)}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
