import { Button, Group, Stack, Text } from '@mantine/core';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeGapsBetween, previewGaps, type GapFigures } from '#flows/objects/closeGaps.ts';
import { endPreview } from '#flows/objects/tidyObjects.ts';
import type { Services } from '#flows/services.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { AmountField } from './AmountField.tsx';

/** Closes the gaps between the objects of the open image, seen on the canvas before it is done. */
export function CloseGapsDialog() {
  const { t } = useTranslation();
  const services = useServices();
  const isOpen = useSession(({ dialog }) => dialog === 'closeGaps');
  return (
    <Dialog
      isOpen={isOpen}
      isAside
      size="sm"
      title={t('gaps.title')}
      onClose={() => close(services)}
    >
      <GapForm />
    </Dialog>
  );
}

function close(services: Services): void {
  endPreview(services);
  showDialog(services.stores.session, null);
}

function GapForm() {
  const { t } = useTranslation();
  const services = useServices();
  const [maxGapPx, setMaxGapPx] = useState(3);
  const { objectCount, areaPx } = useFigures(maxGapPx);
  function apply(): void {
    showDialog(services.stores.session, null);
    void closeGapsBetween(services, maxGapPx);
  }
  return (
    <Stack gap="md">
      <AmountField
        label={t('gaps.amount')}
        value={maxGapPx}
        min={1}
        max={40}
        onChange={setMaxGapPx}
      />
      <Text size="sm" role="status">
        {objectCount === 0
          ? t('gaps.none')
          : t('gaps.objects', { count: objectCount, area: areaPx })}
      </Text>
      <Text size="xs">{t('gaps.hint')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={() => close(services)}>
          {t('tidy.cancel')}
        </Button>
        <Button size="xs" disabled={objectCount === 0} onClick={apply}>
          {t('tidy.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

function useFigures(wished: number): GapFigures {
  const services = useServices();
  const document = useDocument((state) => state.document);
  const maxGapPx = useDeferredValue(wished);
  const [figures, setFigures] = useState<GapFigures>({ objectCount: 0, areaPx: 0 });
  useEffect(() => {
    setFigures(previewGaps(services, maxGapPx));
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what the document holds counts
  }, [services, maxGapPx, document]);
  return figures;
}
