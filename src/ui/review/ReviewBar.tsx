import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { openNotesOf } from '#core/project/reviewEdits.ts';
import { runCommand } from '../commands/bindKeys.ts';
import type { CommandId } from '../commands/command.ts';
import { commandOf } from '../commands/commands.ts';
import { useOpenImage } from '../image/useOpenImage.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { CommandKeys } from '../widgets/CommandKeys.tsx';
import { StatusMark } from '../widgets/StatusMark.tsx';
import { WhoWhen } from '../widgets/WhoWhen.tsx';
import { NameQuestion } from './NameQuestion.tsx';
import { NoteSteps } from './NoteSteps.tsx';
import classes from './Review.module.css';

/** In review mode: the image, how far it is, and the verdict on it. */
export function ReviewBar() {
  const { t } = useTranslation();
  const services = useServices();
  const isReviewing = useSession((state) => state.isReviewing);
  const isAsked = useSession((state) => state.isAcceptAsked);
  const image = useOpenImage();
  if (!isReviewing) return null;
  return (
    <section className={classes.bar} aria-label={t('review.label')}>
      <div className={classes.row}>
        {image && <ImageState image={image} />}
        <span className={classes.spring} />
        {image && !isAsked && <Verdict image={image} />}
        <CloseButton
          size="sm"
          aria-label={t('review.leave')}
          onClick={() => runCommand(services, commandOf('toggleReview'))}
        />
      </div>
      {image && isAsked && <AcceptQuestion image={image} />}
      <NameQuestion />
    </section>
  );
}

function ImageState({ image: { fileName, status, statusSet } }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const waitingCount = useDocument(({ document }) => countDone(document?.images));
  return (
    <div className={classes.state}>
      <div className={classes.fileName} title={fileName}>
        {fileName}
      </div>
      <div className={classes.quiet}>
        <StatusMark status={status} size={13} />
        <span>{t(`imageStatus.${status}`)}</span>
        {statusSet && (
          <>
            <span aria-hidden>·</span>
            <WhoWhen stamp={statusSet} did="set" />
          </>
        )}
        <span aria-hidden>·</span>
        <span>{t('review.waiting', { count: waitingCount })}</span>
      </div>
    </div>
  );
}

function countDone(images: ReadonlyMap<string, ImageSummary> | undefined): number {
  let count = 0;
  for (const { status } of images?.values() ?? []) if (status === 'done') count += 1;
  return count;
}

function Verdict({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  return (
    <Group gap={6} wrap="nowrap">
      <NoteSteps image={image} />
      <CommandTextButton commandId="acceptImage" isPrimary>
        {t('review.accept')}
      </CommandTextButton>
      <CommandTextButton commandId="sendBackImage">{t('review.sendBack')}</CommandTextButton>
    </Group>
  );
}

function AcceptQuestion({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  return (
    <div className={classes.row} role="alert">
      <Text size="xs" style={{ flex: '1 1 200px' }}>
        {t('review.acceptAsk', { count: openNotesOf(image).length })}
      </Text>
      <CommandTextButton commandId="acceptImage" isPrimary>
        {t('review.acceptAnyway')}
      </CommandTextButton>
      <CommandTextButton commandId="declineAccept">{t('note.cancel')}</CommandTextButton>
    </div>
  );
}

interface CommandTextButtonProps {
  readonly commandId: CommandId;
  readonly isPrimary?: boolean;
  readonly children: string;
}

function CommandTextButton({ commandId, isPrimary, children }: CommandTextButtonProps) {
  const services = useServices();
  return (
    <Button
      size="compact-sm"
      variant={isPrimary ? 'filled' : 'default'}
      style={{ flexShrink: 0 }}
      rightSection={<CommandKeys id={commandId} />}
      onClick={() => runCommand(services, commandOf(commandId))}
    >
      {children}
    </Button>
  );
}
