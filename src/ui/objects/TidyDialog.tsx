import { Button, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tidying } from '#core/mask/tidyMask.ts';
import {
  endPreview,
  previewTidying,
  tidyObjects,
  type TidyFigures,
} from '#flows/objects/tidyObjects.ts';
import { setTidyKind, type TidyKind } from '#store/objectsStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useObjects, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { AmountField } from './AmountField.tsx';

const kinds: readonly TidyKind[] = ['fillHoles', 'dropSpecks', 'smooth', 'grow'];

interface AmountRange {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

const ranges: Readonly<Record<TidyKind, AmountRange>> = {
  fillHoles: { min: 1, max: 5000, initial: 100 },
  dropSpecks: { min: 1, max: 5000, initial: 100 },
  smooth: { min: 1, max: 30, initial: 3 },
  grow: { min: -30, max: 30, initial: 2 },
};

/** Mends the outlines of the selected objects, seen on the canvas before it is done. */
export function TidyDialog() {
  const { t } = useTranslation();
  const services = useServices();
  const isOpen = useSession(({ dialog }) => dialog === 'tidyMasks');
  return (
    <Dialog
      isOpen={isOpen}
      isAside
      size="sm"
      title={t('tidy.title')}
      onClose={() => close(services)}
    >
      <TidyForm />
    </Dialog>
  );
}

function close(services: ReturnType<typeof useServices>): void {
  endPreview(services);
  showDialog(services.stores.session, null);
}

function TidyForm() {
  const { t } = useTranslation();
  const services = useServices();
  const kind = useObjects((state) => state.tidyKind);
  const [amount, setAmount] = useState(ranges[kind].initial);
  const [isAll, setAll] = useState(false);
  const figures = useFigures(tidyingOf(kind, amount, isAll && kind === 'fillHoles'));
  const { min, max } = ranges[kind];
  function choose(next: TidyKind): void {
    setTidyKind(services.stores.objects, next);
    setAmount(ranges[next].initial);
  }
  function apply(): void {
    showDialog(services.stores.session, null);
    void tidyObjects(services, tidyingOf(kind, amount, isAll && kind === 'fillHoles'));
  }
  return (
    <Stack gap="md">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('tidy.kind')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`tidy.kinds.${value}`) }))}
        onChange={(value) => choose(kinds.find((each) => each === value) ?? kind)}
      />
      <AmountField
        label={t(`tidy.amount.${kind}`)}
        value={amount}
        min={min}
        max={max}
        isDisabled={isAll && kind === 'fillHoles'}
        onChange={setAmount}
      />
      {kind === 'fillHoles' && (
        <Checkbox
          size="xs"
          label={t('tidy.allHoles')}
          checked={isAll}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
      )}
      <Figures kind={kind} figures={figures} />
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={() => close(services)}>
          {t('tidy.cancel')}
        </Button>
        <Button size="xs" disabled={figures.objectCount === 0} onClick={apply}>
          {t('tidy.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

const noFigures: TidyFigures = { objectCount: 0, count: 0, areaPx: 0, emptiedCount: 0 };

/** The preview follows the amount when there is time for it. */
function useFigures(tidying: Tidying): TidyFigures {
  const services = useServices();
  const document = useDocument((state) => state.document);
  const selectedIds = useSession((state) => state.selectedIds);
  const key = useDeferredValue(JSON.stringify(Object.values(tidying).map(String)));
  const [figures, setFigures] = useState(noFigures);
  useEffect(() => {
    setFigures(previewTidying(services, tidying));
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the key says what the tidying is
  }, [services, key, document, selectedIds]);
  return figures;
}

function Figures({ kind, figures }: { readonly kind: TidyKind; readonly figures: TidyFigures }) {
  const { t } = useTranslation();
  const { objectCount, count, areaPx, emptiedCount } = figures;
  return (
    <Stack gap={2} role="status" mih={42}>
      {objectCount === 0 && <Text size="sm">{t('tidy.nothing')}</Text>}
      {objectCount > 0 && kind === 'fillHoles' && (
        <Text size="sm">{t('tidy.fillHolesCount', { count })}</Text>
      )}
      {objectCount > 0 && kind === 'dropSpecks' && (
        <Text size="sm">{t('tidy.dropSpecksCount', { count })}</Text>
      )}
      {objectCount > 0 && (
        <Text size="sm">{t('tidy.objects', { count: objectCount, area: areaPx })}</Text>
      )}
      {emptiedCount > 0 && <Text size="sm">{t('tidy.emptied', { count: emptiedCount })}</Text>}
    </Stack>
  );
}

function tidyingOf(kind: TidyKind, amount: number, isAll: boolean): Tidying {
  switch (kind) {
    case 'fillHoles':
      return { kind, maxAreaPx: isAll ? Infinity : amount };
    case 'dropSpecks':
      return { kind, maxAreaPx: amount };
    case 'smooth':
      return { kind, radiusPx: amount };
    case 'grow':
      return { kind, byPx: amount };
  }
}
