import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imagesAhead, propagateObjects } from '#flows/objects/propagateObjects.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { AmountField } from './AmountField.tsx';

/** Copies the selected objects onto the images that come next. */
export function PropagateDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession(({ dialog }) => dialog === 'propagate');
  return (
    <Dialog
      isOpen={isOpen}
      size="sm"
      title={t('propagate.title')}
      onClose={() => showDialog(stores.session, null)}
    >
      <PropagateForm />
    </Dialog>
  );
}

function PropagateForm() {
  const { t } = useTranslation();
  const services = useServices();
  const { session } = services.stores;
  const openImageId = useSession((state) => state.openImageId);
  const images = useDocument(({ document }) => document?.images);
  const [wished, setWished] = useState(1);
  const targets = imagesAhead(services, wished);
  const own = openImageId ? images?.get(openImageId)?.size : undefined;
  const otherCount = targets.filter(
    ({ size }) => size.width !== own?.width || size.height !== own.height,
  ).length;
  function apply(): void {
    showDialog(session, null);
    void propagateObjects(services, wished);
  }
  return (
    <Stack gap="md">
      <AmountField
        label={t('propagate.count')}
        value={wished}
        min={1}
        max={Math.max(1, Math.min(50, images?.size ?? 1))}
        onChange={setWished}
      />
      <Text size="sm">{t('propagate.hint')}</Text>
      <Text size="sm" role="status">
        {targets.length === 0
          ? t('propagate.last')
          : otherCount > 0 && t('propagate.scaled', { count: otherCount })}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={() => showDialog(session, null)}>
          {t('tidy.cancel')}
        </Button>
        <Button size="xs" disabled={targets.length === 0} onClick={apply}>
          {t('propagate.apply', { count: targets.length })}
        </Button>
      </Group>
    </Stack>
  );
}
