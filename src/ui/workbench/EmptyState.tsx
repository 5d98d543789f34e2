import { Button, Group, Stack, Text, Title, Tooltip } from '@mantine/core';
import { FolderOpen, FolderSymlink, ImagePlus, Images, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { openSamples } from '#flows/openFiles.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useServices } from '../servicesContext.ts';
import classes from './EmptyState.module.css';

/** What to do when there is nothing yet. */
export function EmptyState() {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <div className={classes.empty}>
      <Stack className={classes.card} gap="md" align="center">
        <Title order={2} size="h4">
          {t('empty.title')}
        </Title>
        <Text size="sm">{t('empty.body')}</Text>
        <Group gap="xs" justify="center">
          <Button
            size="sm"
            leftSection={<ImagePlus size={16} aria-hidden />}
            onClick={() => runCommand(services, commandOf('openFiles'))}
          >
            {t('empty.files')}
          </Button>
          <Button
            size="sm"
            variant="default"
            leftSection={<FolderOpen size={16} aria-hidden />}
            onClick={() => runCommand(services, commandOf('openFolder'))}
          >
            {t('empty.folder')}
          </Button>
        </Group>
        <LinkButton />
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Images size={15} aria-hidden />}
          onClick={() => void openSamples(services, services.files.samples)}
        >
          {t('empty.samples')}
        </Button>
        <Text size="xs" c="var(--quiet)">
          {t('empty.formats')}
        </Text>
        <Group gap={6} wrap="nowrap" justify="center" c="var(--quiet)">
          <ShieldCheck size={15} aria-hidden />
          <Text size="xs">{t('empty.privacy')}</Text>
        </Group>
      </Stack>
    </div>
  );
}

/** Only where the browser lets a page keep a folder. */
function LinkButton() {
  const { t } = useTranslation();
  const services = useServices();
  if (!services.folders.canLink) return null;
  return (
    <Tooltip label={t('empty.linkHint')} multiline maw={300}>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<FolderSymlink size={15} aria-hidden />}
        onClick={() => runCommand(services, commandOf('linkFolder'))}
      >
        {t('empty.link')}
      </Button>
    </Tooltip>
  );
}
