import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/bindKeys.ts';
import type { CommandId } from '../commands/command.ts';
import { commandOf } from '../commands/commands.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import classes from './CommandButton.module.css';
import { Keys } from './Keys.tsx';

interface IconProps {
  readonly size?: number | string;
  readonly strokeWidth?: number | string;
  readonly 'aria-hidden'?: boolean;
}

export interface CommandButtonProps {
  readonly commandId: CommandId;
  readonly icon: ComponentType<IconProps>;
  readonly isActive?: boolean;
  readonly size?: number;
  readonly tooltipPosition?: 'right' | 'bottom' | 'top';
  /** What exactly it would do now; stands in the tooltip in place of its name. */
  readonly deed?: string | null;
}

/** A command as an icon button, with its name and key in the tooltip. */
export function CommandButton(props: CommandButtonProps) {
  const { commandId, icon: Icon, isActive, size = 34, tooltipPosition = 'bottom', deed } = props;
  const { t } = useTranslation();
  const services = useServices();
  const command = commandOf(commandId);
  // enabled follows from these two stores
  useDocument((state) => state);
  useSession(({ prompting, openImageId, selectedIds, selectedNoteId, isReviewing }) =>
    [prompting, openImageId, selectedIds[0], selectedNoteId, isReviewing].map(Boolean).join(),
  );
  const name = t(`command.${commandId}`);
  const [key] = command.keys;
  return (
    <Tooltip
      position={tooltipPosition}
      label={
        <Group gap={6}>
          <Text size="xs">{deed ?? name}</Text>
          <span>{key && <Keys combination={key} />}</span>
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
        disabled={!command.isEnabled(services.stores)}
        onClick={() => runCommand(services, command)}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
