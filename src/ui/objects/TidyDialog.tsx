import { Button, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tidying } from '#core/mask/tidyMask.ts';
import { planTidying, tidyObjects, type TidyFigures } from '#flows/objects/tidyObjects.ts';
import { setTidyKind, type TidyKind } from '#store/objectsStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useObjects, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { AmountField } from './AmountField.tsx';
import { usePreviewedMasks } from './usePreviewedMasks.ts';

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
  const { session } = useServices().stores;
  const isOpen = useSession(({ dialog }) => dialog === 'tidyMasks');
  return (
    <Dialog
      isOpen={isOpen}
      isAside
      size="sm"
      title={t('tidy.title')}
      onClose={() => showDialog(session, null)}
    >
      <TidyForm />
    </Dialog>
  );
}

function TidyForm() {
  const { t } = useTranslation();
  const services = useServices();
  const { session, objects } = services.stores;
  const kind = useObjects((state) => state.tidyKind);
  const [amount, setAmount] = useState(ranges[kind].initial);
  const [isAll, setAll] = useState(false);
  const wished = kind === 'fillHoles' && isAll ? Infinity : amount;
  const figures = usePreviewOf(kind, wished);
  function choose(next: TidyKind): void {
    setTidyKind(objects, next);
    setAmount(ranges[next].initial);
  }
  function apply(): void {
    showDialog(session, null);
    void tidyObjects(services, tidyingOf(kind, wished));
  }
  return (
    <Stack gap="md">
      <KindChoice kind={kind} onChange={choose} />
      <AmountField
        label={t(`tidy.amount.${kind}`)}
        value={amount}
        min={ranges[kind].min}
        max={ranges[kind].max}
        isDisabled={wished === Infinity}
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
        <Button size="xs" variant="default" onClick={() => showDialog(session, null)}>
          {t('tidy.cancel')}
        </Button>
        <Button size="xs" disabled={figures.objectCount === 0} onClick={apply}>
          {t('tidy.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

interface KindChoiceProps {
  readonly kind: TidyKind;
  onChange(kind: TidyKind): void;
}

function KindChoice({ kind, onChange }: KindChoiceProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t('tidy.kind')}
      value={kind}
      data={kinds.map((value) => ({ value, label: t(`tidy.kinds.${value}`) }))}
      onChange={(value) => onChange(kinds.find((each) => each === value) ?? kind)}
    />
  );
}

/** The preview follows the amount when there is time for it. */
function usePreviewOf(kind: TidyKind, wished: number): TidyFigures {
  const document = useDocument((state) => state.document);
  const openImageId = useSession((state) => state.openImageId);
  const selectedIds = useSession((state) => state.selectedIds);
  const amount = useDeferredValue(wished);
  const { masks, figures } = useMemo(() => {
    const open = openImageId ? document?.annotations.get(openImageId) : undefined;
    const objects = selectedIds.flatMap((id) => open?.get(id) ?? []);
    return planTidying(objects, tidyingOf(kind, amount));
  }, [document, openImageId, selectedIds, kind, amount]);
  usePreviewedMasks(masks);
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

function tidyingOf(kind: TidyKind, amount: number): Tidying {
  switch (kind) {
    case 'fillHoles':
    case 'dropSpecks':
      return { kind, maxAreaPx: amount };
    case 'smooth':
      return { kind, radiusPx: amount };
    case 'grow':
      return { kind, byPx: amount };
  }
}
