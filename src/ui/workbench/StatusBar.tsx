import { Group, Slider, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentStep } from '#store/prompting.ts';
import { setMaskOpacity } from '#store/settingsStore.ts';
import { FilterNote } from '../gallery/FilterNote.tsx';
import { JobLine } from '../import/JobLine.tsx';
import { MirrorText } from '../import/MirrorText.tsx';
import {
  useDocument,
  useEngine,
  useJobs,
  useRole,
  useServices,
  useSession,
  useSettings,
} from '../servicesContext.ts';
import { PixelReadout } from '../view/PixelReadout.tsx';
import { ViewButton } from '../view/ViewButton.tsx';
import { percentText } from '../text/numberText.ts';

/** What goes on, in one line. */
export function StatusBar() {
  const { t } = useTranslation();
  const imageCount = useDocument(({ document }) => document?.images.size ?? 0);
  const size = useSession((state) => state.picture?.size);
  const percent = useSession(({ viewport }) => Math.round(viewport.scale * 100));
  return (
    <Group
      h="100%"
      px="sm"
      gap="lg"
      wrap="nowrap"
      c="var(--quiet)"
      style={{ whiteSpace: 'nowrap' }}
    >
      <EngineText />
      <JobTexts />
      <span style={{ flex: 1 }} />
      <Group visibleFrom="md" gap="lg" wrap="nowrap">
        <PixelReadout />
        <OpacitySlider />
        {size && (
          <Text size="xs">{t('status.size', { width: size.width, height: size.height })}</Text>
        )}
        {size && <Text size="xs">{t('view.zoom', { percent: percentText(percent / 100) })}</Text>}
      </Group>
      <ViewButton />
      <FilterNote />
      <Text size="xs">{t('status.images', { count: imageCount })}</Text>
      <MirrorText />
      <SaveState />
    </Group>
  );
}

/** Whether everything is on disk. */
export function SaveState() {
  const { t } = useTranslation();
  const isSaving = useJobs((state) => state.pendingWriteCount > 0);
  return (
    <Text size="xs" role="status" data-testid="save-state">
      {t(isSaving ? 'status.saving' : 'status.saved')}
    </Text>
  );
}

function EngineText() {
  const { t } = useTranslation();
  const model = useEngine((state) => state.model.kind);
  const embedding = useEngine((state) => state.embedding.kind);
  const isAsking = useSession(({ prompting }) => {
    const step = prompting && currentStep(prompting);
    return step !== null && step.prompt !== step.answeredPrompt;
  });
  const isLookingCloser = useEngine((state) => state.isLookingCloser);
  const isFollowing = useRole() === 'follower';
  const isReady = embedding === 'ready';
  const idle = t(isFollowing ? 'engine.following' : 'engine.idle');
  const text = isReady ? t(isAsking ? 'engine.decoding' : 'engine.ready') : idle;
  return (
    <Text
      size="xs"
      data-testid="engine-state"
      data-looking-closer={isLookingCloser}
      data-state={isReady ? (isAsking ? 'decoding' : 'ready') : embedding}
    >
      {isReady || model === 'idle' ? text : ''}
    </Text>
  );
}

/** The pieces of work that go on, each with a way to stop it. */
export function JobTexts() {
  const jobs = useJobs((state) => state.jobs);
  return jobs.map((job) => <JobLine key={job.id} job={job} />);
}

function OpacitySlider() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const opacity = useSettings((state) => state.maskOpacity);
  return (
    <Group gap={8} wrap="nowrap">
      <Text size="xs">{t('view.opacity')}</Text>
      <Slider
        w={90}
        size="xs"
        min={0}
        max={100}
        label={null}
        thumbLabel={t('view.opacity')}
        value={Math.round(opacity * 100)}
        onChange={(value) => setMaskOpacity(stores.settings, value / 100)}
      />
    </Group>
  );
}
