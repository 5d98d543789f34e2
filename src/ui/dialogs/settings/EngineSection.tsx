import { Badge, Button, Group, Loader, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BackendChoice } from '#core/backend/backend.ts';
import { changeBackend, checkDeviceAgain } from '#flows/backend.ts';
import {
  useDocument,
  useEngine,
  useModels,
  useServices,
  useSettings,
} from '../../servicesContext.ts';
import { backendText } from '../../text/backendText.ts';
import { DeviceTable } from './DeviceTable.tsx';
import { KeptEmbeddings } from './KeptEmbeddings.tsx';
import classes from './EngineSection.module.css';

const choices: readonly BackendChoice[] = ['auto', 'webgpu', 'wasm'];

/** What the model runs on, and why. */
export function EngineSection() {
  const use = useEngine((state) => state.backend);
  return (
    <Stack gap="lg">
      <BackendInUse />
      <Choice />
      {use && <DeviceTable use={use} />}
      <KeptEmbeddings />
    </Stack>
  );
}

function BackendInUse() {
  const { t } = useTranslation();
  const use = useEngine((state) => state.backend);
  const isChecking = useEngine((state) => state.model.kind === 'check');
  return (
    <section className={classes.card} aria-live="polite">
      <Group gap="sm" mb={6}>
        <Text size="sm" fw={600}>
          <ModelTitle />
        </Text>
        {use && !isChecking && (
          <Badge
            size="sm"
            radius="sm"
            variant={use.backend === 'webgpu' ? 'filled' : 'default'}
            data-testid="backend"
          >
            {t(`settings.engine.backendOf.${use.backend}`)}
          </Badge>
        )}
        {isChecking && <Loader size={14} aria-hidden />}
      </Group>
      <Text size="sm" c="var(--quiet)" style={{ overflowWrap: 'anywhere' }}>
        {isChecking
          ? t('settings.engine.checking')
          : use
            ? backendText(t, use.why)
            : t('settings.engine.idle')}
      </Text>
    </section>
  );
}

function ModelTitle() {
  const { t } = useTranslation();
  const modelId = useDocument(({ document }) => document?.project.modelId ?? null);
  const own = useModels(({ models }) => models.find(({ id }) => id === modelId));
  return own ? own.title : t('settings.models.builtIn');
}

function Choice() {
  const { t } = useTranslation();
  const services = useServices();
  const choice = useSettings((state) => state.backendChoice);
  const isChecking = useEngine((state) => state.model.kind === 'check');
  const nameOf = (id: BackendChoice) =>
    id === 'auto' ? t('settings.engine.auto') : t(`settings.engine.backendOf.${id}`);
  return (
    <Stack gap={8}>
      <Group justify="space-between">
        <SegmentedControl
          size="sm"
          aria-label={t('settings.engine.choice')}
          value={choice}
          data={choices.map((id) => ({ value: id, label: nameOf(id) }))}
          onChange={(id) => void changeBackend(services, id)}
        />
        <Button
          size="sm"
          variant="default"
          disabled={choice !== 'auto' || isChecking}
          onClick={() => void checkDeviceAgain(services)}
        >
          {t('settings.engine.checkAgain')}
        </Button>
      </Group>
      <Text size="xs" c="var(--quiet)">
        {t('settings.engine.autoHint')}
      </Text>
    </Stack>
  );
}
