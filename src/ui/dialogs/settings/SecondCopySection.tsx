import { Button, Group, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '#core/annotation/ids.ts';
import { reportError } from '#flows/report.ts';
import { bringBack } from '#flows/secondCopy/bringBack.ts';
import { lostProjects, type LostProject } from '#flows/secondCopy/lostProjects.ts';
import { setSettingsSection } from '#store/sessionStore.ts';
import { useDocument, useServices } from '../../servicesContext.ts';

/** How far the second copy is, and the projects that are in it alone. */
export function SecondCopySection({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const projectId = useDocument(({ document }) => document?.project.id ?? null);
  return (
    <Stack component="section" gap={8}>
      <Text size="sm" fw={600}>
        {t('settings.storage.copy')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t('settings.storage.copyHint')}
      </Text>
      {projectId && <CopyLine projectId={projectId} onChanged={onChanged} />}
      <LostProjects onChanged={onChanged} />
    </Stack>
  );
}

interface CopyLineProps {
  readonly projectId: ProjectId;
  onChanged(): void;
}

function CopyLine({ projectId, onChanged }: CopyLineProps) {
  const { t } = useTranslation();
  const { secondCopy } = useServices();
  const [isBusy, setBusy] = useState(false);
  const text = useSyncExternalStore(
    useCallback((onTold: () => void) => secondCopy.watch(onTold), [secondCopy]),
    // a text, for an object would be another one every time
    () => {
      const state = secondCopy.stateOf(projectId);
      const count = state.kind === 'behind' ? state.count : 0;
      const name = t(`settings.storage.copyState.${state.kind}`, { count });
      return state.kind === 'none'
        ? `${name}. ${t(`settings.storage.copyLack.${state.why}`)}`
        : name;
    },
  );
  return (
    <Group gap="sm" wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        w={190}
        style={{ flexShrink: 0 }}
        loading={isBusy}
        onClick={() => {
          setBusy(true);
          void secondCopy.renew(projectId).finally(() => {
            setBusy(false);
            onChanged();
          });
        }}
      >
        {t('settings.storage.renewCopy')}
      </Button>
      <Text size="xs" role="status" data-testid="second-copy">
        {text}
      </Text>
    </Group>
  );
}

/** Nothing while there are none, as ever but after a loss. */
function LostProjects({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const services = useServices();
  const [lost, setLost] = useState<readonly LostProject[]>([]);
  const refresh = useCallback(() => {
    lostProjects(services).then(setLost, (error: unknown) => reportError(services, error));
  }, [services]);
  useEffect(refresh, [refresh]);
  if (lost.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="xs" fw={600}>
        {t('settings.storage.lostProjects')}
      </Text>
      {lost.map((project) => (
        <LostLine
          key={project.projectId}
          project={project}
          onForgotten={() => {
            refresh();
            onChanged();
          }}
        />
      ))}
    </Stack>
  );
}

interface LostLineProps {
  readonly project: LostProject;
  onForgotten(): void;
}

function LostLine({ project, onForgotten }: LostLineProps) {
  const { t } = useTranslation();
  const services = useServices();
  const { projectId, name } = project;
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between">
      <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      <Group gap={6} wrap="nowrap" style={{ flexShrink: 0 }}>
        <Button
          size="compact-xs"
          aria-label={t('settings.storage.bringBackOf', { name })}
          onClick={() => {
            setSettingsSection(services.stores.session, null);
            bringBack(services, [project], projectId).catch((error: unknown) =>
              reportError(services, error),
            );
          }}
        >
          {t('settings.storage.bringBack')}
        </Button>
        <ForgetCopy project={project} onForgotten={onForgotten} />
      </Group>
    </Group>
  );
}

/** Asks first: no other copy is left. */
function ForgetCopy({ project: { projectId, name }, onForgotten }: LostLineProps) {
  const { t } = useTranslation();
  const { secondCopy } = useServices();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('settings.storage.forgetCopyOf', { name })}
        onClick={() => setAsking(true)}
      >
        {t('settings.storage.forgetCopy')}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="compact-xs"
        color="red"
        onClick={() => void secondCopy.remove(projectId).finally(onForgotten)}
      >
        {t('settings.storage.forgetSurely')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
        {t('settings.storage.forgetNot')}
      </Button>
    </>
  );
}
