import { Button, Group, Text } from '@mantine/core';
import { FolderSync, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageId } from '#core/annotation/ids.ts';
import { allowFolder, chooseFolderAgain } from '#flows/linkedFolder/followFolder.ts';
import { rescanFolder } from '#flows/linkedFolder/rescanFolder.ts';
import { addNewFiles, takeNewVersions } from '#flows/linkedFolder/takeNewVersions.ts';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { dismissFindings } from '#store/folderStore.ts';
import { useDocument, useFolder, useServices } from '../servicesContext.ts';
import classes from './FolderStrip.module.css';

const namedFiles = 3;

/** What has to be said about the linked folder, and what can be done about it; nothing when all is well. */
export function FolderStrip() {
  const { t } = useTranslation();
  const name = useFolder((state) => state.handle?.name ?? null);
  const access = useFolder((state) => state.access);
  if (name === null) return null;
  switch (access) {
    case 'needsPermission':
      return (
        <Strip text={t('folder.needsPermission', { name })} isAlarming>
          <Act flow={allowFolder} isMain name={t('folder.allow')} />
        </Strip>
      );
    case 'notFound':
      return (
        <Strip text={t('folder.notFound', { name })} isAlarming>
          <Act flow={allowFolder} name={t('folder.tryAgain')} />
          <Act flow={chooseFolderAgain} isMain name={t('folder.chooseAgain')} />
        </Strip>
      );
    case 'unknown':
      return null;
    case 'ready':
      return <Findings name={name} />;
  }
}

function Findings({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const { stores } = useServices();
  const { newCount, changedIds, missingIds } = useFolder((state) => state.findings);
  const changed = useNames(changedIds);
  const missing = useNames(missingIds);
  const later = (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      onClick={() => dismissFindings(stores.folder)}
    >
      {t('folder.later')}
    </Button>
  );
  if (changedIds.length > 0) {
    const count = changedIds.length;
    return (
      <Strip text={t('folder.changed', { count, names: changed })} isAlarming>
        <Act flow={takeNewVersions} isMain name={t('folder.takeNew', { count })} />
        {later}
      </Strip>
    );
  }
  if (missingIds.length > 0) {
    const text = t('folder.missing', { count: missingIds.length, names: missing });
    return (
      <Strip text={text} isAlarming>
        <Act flow={rescan} name={t('folder.rescan')} />
        <Act flow={chooseFolderAgain} name={t('folder.chooseAgain')} />
        {later}
      </Strip>
    );
  }
  if (newCount === 0) return null;
  return (
    <Strip text={t('folder.new', { count: newCount, name })}>
      <Act flow={addNewFiles} isMain name={t('folder.add')} />
      {later}
    </Strip>
  );
}

function rescan(services: Services): Promise<void> {
  return rescanFolder(services, true);
}

/** The first few file names of images, in words. */
function useNames(ids: readonly ImageId[]): string {
  const { t } = useTranslation();
  const images = useDocument(({ document }) => document?.images);
  const names = ids
    .slice(0, namedFiles)
    .map((id) => images?.get(id)?.fileName ?? '')
    .join(', ');
  const rest = ids.length - namedFiles;
  return rest > 0 ? t('folder.names', { names, count: rest }) : names;
}

interface StripProps {
  readonly text: string;
  readonly isAlarming?: boolean;
  readonly children: ReactNode;
}

function Strip({ text, isAlarming = false, children }: StripProps) {
  const { t } = useTranslation();
  const Icon = isAlarming ? TriangleAlert : FolderSync;
  return (
    <section className={classes.strip} data-folder-strip aria-label={t('folder.label')}>
      <Icon size={16} aria-hidden className={isAlarming ? classes.alarm : classes.icon} />
      <Text size="xs" role="status" className={classes.text}>
        {text}
      </Text>
      <Group gap={6} wrap="nowrap">
        {children}
      </Group>
    </section>
  );
}

interface ActProps {
  readonly name: string;
  readonly isMain?: boolean;
  readonly flow: (services: Services) => Promise<void>;
}

function Act({ name, isMain = false, flow }: ActProps) {
  const services = useServices();
  return (
    <Button
      size="compact-xs"
      variant={isMain ? 'filled' : 'default'}
      onClick={() => void flow(services).catch((error: unknown) => reportError(services, error))}
    >
      {name}
    </Button>
  );
}
