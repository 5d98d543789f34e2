import { Button, Group, Stack, Text } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { areaOf } from '#core/mask/measures.ts';
import { gapsClosed } from '#core/partition/partedObjects.ts';
import { annotationsOf } from '#core/project/document.ts';
import { closeGapsBetween } from '#flows/objects/closeGaps.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { AmountField } from './AmountField.tsx';
import { usePreviewedMasks } from './usePreviewedMasks.ts';

/** Closes the gaps between the objects of the open image, seen on the canvas before it is done. */
export function CloseGapsDialog() {
  const { t } = useTranslation();
  const { session } = useServices().stores;
  const isOpen = useSession(({ dialog }) => dialog === 'closeGaps');
  return (
    <Dialog
      isOpen={isOpen}
      isAside
      size="sm"
      title={t('gaps.title')}
      onClose={() => showDialog(session, null)}
    >
      <GapForm />
    </Dialog>
  );
}

function GapForm() {
  const { t } = useTranslation();
  const services = useServices();
  const [maxGapPx, setMaxGapPx] = useState(3);
  const { objectCount, areaPx } = usePreviewOf(maxGapPx);
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
        <Button
          size="xs"
          variant="default"
          onClick={() => showDialog(services.stores.session, null)}
        >
          {t('tidy.cancel')}
        </Button>
        <Button size="xs" disabled={objectCount === 0} onClick={apply}>
          {t('tidy.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

interface GapFigures {
  readonly objectCount: number; // that would gain something
  readonly areaPx: number; // of all gaps
}

/** The preview follows the width when there is time for it. */
function usePreviewOf(wished: number): GapFigures {
  const document = useDocument((state) => state.document);
  const openImageId = useSession((state) => state.openImageId);
  const maxGapPx = useDeferredValue(wished);
  const { masks, figures } = useMemo(() => {
    const objects = document ? annotationsOf(document, openImageId) : [];
    const closed = gapsClosed(objects, maxGapPx);
    const areaPx = objects.reduce((sum, { id, mask }) => {
      const after = closed.get(id);
      return after ? sum + areaOf(after) - areaOf(mask) : sum;
    }, 0);
    return { masks: closed, figures: { objectCount: closed.size, areaPx } };
  }, [document, openImageId, maxGapPx]);
  usePreviewedMasks(masks);
  return figures;
}
