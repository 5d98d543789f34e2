import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { annotationCountOf } from '#core/project/project.ts';
import { exportCoco } from '#flows/exportCoco.ts';
import { reportError } from '#flows/report.ts';
import { setExportOpen } from '#store/sessionStore.ts';
import { setPolygonWhereExact } from '#store/settingsStore.ts';
import { useDocument, useServices, useSession, useSettings } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';

/** What leaves, and in which shape. */
export function ExportDialog() {
  const { t } = useTranslation();
  const services = useServices();
  const { session } = services.stores;
  const isOpen = useSession((state) => state.isExportOpen);
  const close = () => setExportOpen(session, false);
  function save(): void {
    close();
    // at once: the file dialog wants to come right after the click
    exportCoco(services).catch((error: unknown) => reportError(services, error));
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('export.title')} size="md">
      <Stack gap="md">
        <Counts />
        <Text size="sm" c="var(--quiet)">
          {t('export.body')}
        </Text>
        <SplitNote />
        <PolygonSwitch />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="sm" onClick={close}>
            {t('export.cancel')}
          </Button>
          <Button size="sm" onClick={save} data-autofocus>
            {t('export.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Counts() {
  const { t } = useTranslation();
  const images = useDocument(({ document }) => document?.images);
  const rows = [...(images?.values() ?? [])];
  const objectCount = rows.reduce((sum, image) => sum + annotationCountOf(image), 0);
  return (
    <Text size="sm" fw={600}>
      {t('export.counts', {
        images: t('export.images', { count: rows.length }),
        objects: t('export.objects', { count: objectCount }),
      })}
    </Text>
  );
}

/** What a division adds to the export; nothing while the images are not divided. */
function SplitNote() {
  const { t } = useTranslation();
  const plan = useDocument(({ document }) => document?.project.splitPlan ?? null);
  if (!plan) return null;
  return (
    <Text size="sm" c="var(--quiet)">
      {t(plan.lockedAt === null ? 'export.splits' : 'export.splitsLocked')}
    </Text>
  );
}

function PolygonSwitch() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOn = useSettings((state) => state.polygonWhereExact);
  return (
    <Switch
      size="sm"
      checked={isOn}
      label={t('export.polygons')}
      description={t('export.polygonsHint')}
      onChange={(event) => setPolygonWhereExact(stores.settings, event.currentTarget.checked)}
    />
  );
}
