import { Button, Menu, Text } from '@mantine/core';
import { ChevronUp, SquarePen, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageId } from '#core/annotation/ids.ts';
import { imageStatuses, type ImageSummary } from '#core/project/project.ts';
import { splitNames } from '#core/query/values.ts';
import { removeImages, setSplitOf, setStatusOf } from '#flows/bulkEdits.ts';
import { selectedAmong, selectImages } from '#store/galleryStore.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useGallery, useServices } from '../servicesContext.ts';
import { BulkTags } from './BulkTags.tsx';
import classes from './Gallery.module.css';
import { StatusMark } from '../widgets/StatusMark.tsx';
import { openOnWorkbench } from './useGridInput.ts';

/** What can be done with the selected images; nothing while none is. */
export function BulkBar({ images }: { readonly images: readonly ImageSummary[] }) {
  const { t } = useTranslation();
  const services = useServices();
  const { gallery } = services.stores;
  const selectedIds = useGallery((state) => state.selectedIds);
  const selected = selectedAmong({ selectedIds }, images);
  const [first] = selected;
  if (!first) return null;
  const ids = selected.map(({ id }) => id);
  const count = ids.length;
  return (
    <section className={classes.bulk} aria-label={t('gallery.bulk.label')}>
      <Text size="sm" fw={600} role="status" className={classes.bulkCount}>
        {t('gallery.bulk.selected', { count })}
      </Text>
      {count < images.length && <SelectAll images={images} />}
      <span style={{ flex: 1 }} />
      {count === 1 && <OpenButton id={first.id} />}
      <StatusMenu ids={ids} />
      <SplitMenu ids={ids} />
      <BulkTags images={selected} />
      <Button
        size="xs"
        variant="default"
        c="var(--wrong)"
        leftSection={<Trash2 size={14} aria-hidden />}
        aria-label={t('gallery.bulk.deleteCount', { count })}
        onClick={() => void removeImages(services, ids)}
      >
        {t('gallery.bulk.delete')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => selectImages(gallery, [])}>
        {t('gallery.bulk.clear')}
      </Button>
    </section>
  );
}

function SelectAll({ images }: { readonly images: readonly ImageSummary[] }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() => runCommand(services, commandOf('selectAllImages'))}
    >
      {t('gallery.bulk.all', { total: images.length })}
    </Button>
  );
}

function OpenButton({ id }: { readonly id: ImageId }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<SquarePen size={14} aria-hidden />}
      onClick={() => openOnWorkbench(services, id)}
    >
      {t('gallery.bulk.open')}
    </Button>
  );
}

function StatusMenu({ ids }: { readonly ids: readonly ImageId[] }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <BulkMenu label={t('gallery.bulk.status')}>
      {imageStatuses.map((status) => (
        <Menu.Item
          key={status}
          leftSection={<StatusMark status={status} size={15} />}
          onClick={() => void setStatusOf(services, ids, status)}
        >
          {t(`imageStatus.${status}`)}
        </Menu.Item>
      ))}
    </BulkMenu>
  );
}

function SplitMenu({ ids }: { readonly ids: readonly ImageId[] }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <BulkMenu label={t('gallery.bulk.split')}>
      {splitNames.map((split) => (
        <Menu.Item
          key={split}
          onClick={() => void setSplitOf(services, ids, split === 'none' ? null : split)}
        >
          {t(`split.${split}`)}
        </Menu.Item>
      ))}
    </BulkMenu>
  );
}

interface BulkMenuProps {
  readonly label: string;
  readonly children: React.ReactNode;
}

function BulkMenu({ label, children }: BulkMenuProps) {
  return (
    <Menu position="top-end" shadow="md">
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<ChevronUp size={13} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
