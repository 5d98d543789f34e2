import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useProjects, useServices } from '../servicesContext.ts';
import { bytesText } from '../text/bytesText.ts';

/** How much room the studio takes on this machine; nothing where the browser does not tell. */
export function StorageLine() {
  const { t } = useTranslation();
  const services = useServices();
  const usage = useProjects((state) => state.usage);
  if (!usage) return null;
  const used = bytesText(usage.usedBytes);
  return (
    <Text size="xs" c="var(--quiet)">
      {t('projects.storage', { used, quota: bytesText(usage.quotaBytes) })}
      {' · '}
      <Anchor
        component="button"
        type="button"
        size="xs"
        c="inherit"
        underline="always"
        onClick={() => runCommand(services, commandOf('openSettings'))}
      >
        {t('projects.storageSettings')}
      </Anchor>
    </Text>
  );
}
