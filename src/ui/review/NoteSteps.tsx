import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { openNotesOf } from '#core/project/reviewEdits.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useServices } from '../servicesContext.ts';
import { CommandKeys } from '../widgets/CommandKeys.tsx';
import classes from './Review.module.css';

/** How many notes are open, and the way from one to the next. */
export function NoteSteps({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const count = openNotesOf(image).length;
  if (image.notes.length === 0) return null;
  return (
    <Group gap={2} wrap="nowrap">
      <span className={classes.noteCount} data-open={count > 0}>
        {t('image.openNotes', { count })}
      </span>
      <StepButton commandId="previousNote" icon={ChevronLeft} />
      <StepButton commandId="nextNote" icon={ChevronRight} />
    </Group>
  );
}

interface StepButtonProps {
  readonly commandId: 'previousNote' | 'nextNote';
  readonly icon: LucideIcon;
}

function StepButton({ commandId, icon: Icon }: StepButtonProps) {
  const { t } = useTranslation();
  const services = useServices();
  const command = commandOf(commandId);
  const name = t(`command.${commandId}`);
  return (
    <Tooltip
      label={
        <>
          {name} <CommandKeys id={commandId} />
        </>
      }
    >
      <ActionIcon
        size={22}
        variant="subtle"
        color="gray"
        aria-label={name}
        onClick={() => runCommand(services, command)}
      >
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
