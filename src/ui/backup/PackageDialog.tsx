import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imageStatuses, type ImageStatus, type ImageSummary } from '#core/project/project.ts';
import { exportPackage } from '#flows/backup/saveArchive.ts';
import { reportError } from '#flows/report.ts';
import { showDialog } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { bytesOf, ImagesSwitch } from './BackupDialog.tsx';
import { isPassphraseReady, noPassphrase, Passphrase } from './Passphrase.tsx';
import { ProjectCounts } from './ProjectCounts.tsx';

/** Some images for somebody else, to be merged back later. */
export function PackageDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession((state) => state.dialog === 'package');
  const close = () => showDialog(stores.session, null);
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('package.title')} size="md">
      <PackageForm onClose={close} />
    </Dialog>
  );
}

type Choice = 'offered' | 'all' | 'status';

function PackageForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const services = useServices();
  const [hasImages, setHasImages] = useState(true);
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const { chosen, ...choice } = useImageChoice();
  function save(): void {
    onClose();
    const ids = chosen.map(({ id }) => id);
    const typed = passphrase.isWanted ? passphrase.typed : '';
    // at once: the file dialog wants to come right after the click
    exportPackage(services, ids, { hasImages, passphrase: typed }).catch((error: unknown) =>
      reportError(services, error),
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="var(--quiet)">
        {t('package.body')}
      </Text>
      <WhichImages {...choice} />
      <ProjectCounts images={chosen} />
      <ImagesSwitch isOn={hasImages} imageBytes={bytesOf(chosen)} onChange={setHasImages} />
      <Passphrase value={passphrase} onChange={setPassphrase} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="sm" onClick={onClose}>
          {t('backup.cancel')}
        </Button>
        <Button
          size="sm"
          onClick={save}
          disabled={chosen.length === 0 || !isPassphraseReady(passphrase)}
        >
          {t('package.save')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Which images were chosen, and what to choose from. */
function useImageChoice() {
  const { stores } = useServices();
  const all = useDocument(({ document }) => document?.images);
  // once: what the gallery shows does not change while the dialog is open
  const [offeredIds] = useState(() => idsInHand(stores));
  const [choice, setChoice] = useState<Choice>(offeredIds ? 'offered' : 'all');
  const [statuses, setStatuses] = useState<readonly ImageStatus[]>(['new']);
  const images = [...(all?.values() ?? [])];
  const chosen = chosenOf(images, { choice, statuses, offeredIds });
  return { images, offeredIds, choice, setChoice, statuses, setStatuses, chosen };
}

/** The images that are selected in the gallery, else those its query asks for; null when that is all. */
function idsInHand({ gallery, shown, document }: Stores): readonly ImageSummary['id'][] | null {
  const { selectedIds } = gallery.getState();
  const wanted = shown.list().map(({ id }) => id);
  const selected = wanted.filter((id) => selectedIds.has(id));
  if (selected.length > 0) return selected;
  return wanted.length < (document.getState().document?.images.size ?? 0) ? wanted : null;
}

type WhichImagesProps = Omit<ReturnType<typeof useImageChoice>, 'chosen'>;

function WhichImages(props: WhichImagesProps) {
  const { images, offeredIds, choice, setChoice, statuses, setStatuses } = props;
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Radio.Group label={t('package.which')} value={choice} onChange={setChoice}>
        <Stack gap={6} mt={6}>
          {offeredIds && (
            <Radio
              size="sm"
              value="offered"
              label={t('package.offered', { count: offeredIds.length })}
            />
          )}
          <Radio size="sm" value="all" label={t('package.all', { count: images.length })} />
          <Radio size="sm" value="status" label={t('package.byStatus')} />
        </Stack>
      </Radio.Group>
      {choice === 'status' && (
        <StatusChoice images={images} statuses={statuses} onChange={setStatuses} />
      )}
    </Stack>
  );
}

interface StatusChoiceProps {
  readonly images: readonly ImageSummary[];
  readonly statuses: readonly ImageStatus[];
  onChange(statuses: readonly ImageStatus[]): void;
}

function StatusChoice({ images, statuses, onChange }: StatusChoiceProps) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={t('package.statuses')}
      value={[...statuses]}
      onChange={(values) => onChange(imageStatuses.filter((status) => values.includes(status)))}
    >
      <Group gap="md" mt={6}>
        {imageStatuses.map((status) => (
          <Checkbox
            key={status}
            size="sm"
            value={status}
            label={t(`package.status.${status}`, {
              count: images.filter((image) => image.status === status).length,
            })}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

interface Chosen {
  readonly choice: Choice;
  readonly statuses: readonly ImageStatus[];
  readonly offeredIds: readonly ImageSummary['id'][] | null;
}

function chosenOf(
  images: readonly ImageSummary[],
  { choice, statuses, offeredIds }: Chosen,
): readonly ImageSummary[] {
  switch (choice) {
    case 'all':
      return images;
    case 'status':
      return images.filter(({ status }) => statuses.includes(status));
    case 'offered': {
      const offered = new Set(offeredIds);
      return images.filter(({ id }) => offered.has(id));
    }
  }
}
