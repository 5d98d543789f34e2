import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ringsOf } from '#core/annotation/ringsOf.ts';
import { pointCountOf } from '#core/polygon/polygon.ts';
import { selectedIdOf } from '#store/sessionStore.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';

/** Options of the tool that edits points: how many there are, and what else can be done with the outline. */
export function VerticesOptions() {
  const { t } = useTranslation();
  const services = useServices();
  const id = useSession(selectedIdOf);
  const imageId = useSession((state) => state.openImageId);
  const annotation = useDocument(({ document }) =>
    id && imageId ? document?.annotations.get(imageId)?.get(id) : undefined,
  );
  if (!annotation) {
    return (
      <Text size="xs" c="dimmed">
        {t('shapeOptions.none')}
      </Text>
    );
  }
  const convertId = annotation.polygon ? 'objectToMask' : 'objectToPolygon';
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="xs" style={{ whiteSpace: 'nowrap' }}>
        {t('shapeOptions.points', { count: pointCountOf(ringsOf(annotation)) })}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => runCommand(services, commandOf('simplifyObject'))}
      >
        {t('simplify.menu')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => runCommand(services, commandOf(convertId))}
      >
        {t(annotation.polygon ? 'shapeOptions.mask' : 'shapeOptions.polygon')}
      </Button>
    </Group>
  );
}
