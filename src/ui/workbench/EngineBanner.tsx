import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '#core/failure.ts';
import { retryEngine } from '#flows/prepareImage.ts';
import { failureText } from '../text/failureText.ts';
import { useEngine, useServices, useSession } from '../servicesContext.ts';
import classes from './EngineBanner.module.css';

/** How far the model is with the open image; nothing once it is ready. */
export function EngineBanner() {
  const { t } = useTranslation();
  const model = useEngine((state) => state.model);
  const embedding = useEngine((state) => state.embedding);
  const hasImage = useSession((state) => state.openImageId !== null);
  // an image whose embedding was kept is ready before the encoder is
  if (!hasImage || embedding.kind === 'ready') return null;
  if (model.kind === 'failed') {
    return <FailedBanner title={t('engine.failed')} failure={model.failure} />;
  }
  if (model.kind === 'download') {
    const { loadedBytes, totalBytes } = model;
    const percent = totalBytes > 0 ? Math.floor((100 * loadedBytes) / totalBytes) : 0;
    const text = totalBytes > 0 ? t('engine.download', { percent }) : t('engine.downloadStart');
    return <ProgressBanner text={text} percent={percent} />;
  }
  if (model.kind === 'check') return <ProgressBanner text={t('engine.check')} percent={100} />;
  if (model.kind === 'session') return <ProgressBanner text={t('engine.session')} percent={100} />;
  if (embedding.kind === 'encoding') return <EncodingBanner />;
  if (embedding.kind === 'failed') {
    return <FailedBanner title={t('engine.encodeFailed')} failure={embedding.failure} />;
  }
  return null;
}

function EncodingBanner() {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <ProgressBanner text={t('engine.encoding', { seconds })} percent={100} />;
}

function ProgressBanner({ text, percent }: { readonly text: string; readonly percent: number }) {
  return (
    <div className={classes.banner} role="status">
      <Text size="xs" mb={6}>
        {text}
      </Text>
      <Progress value={percent} size="xs" animated={percent === 100} aria-label={text} />
    </div>
  );
}

function FailedBanner({ title, failure }: { readonly title: string; readonly failure: Failure }) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <div className={`${classes.banner} ${classes.failed}`} role="alert">
      <Group wrap="nowrap" gap="md">
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {failureText(t, failure)}
          </Text>
        </Stack>
        <Button size="xs" style={{ flexShrink: 0 }} onClick={() => void retryEngine(services)}>
          {t('engine.retry')}
        </Button>
      </Group>
    </div>
  );
}
