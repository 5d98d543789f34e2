import { Text, Tooltip } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MirrorState } from '#store/folderStore.ts';
import { failureText } from '../text/failureText.ts';
import { useFolder, useServices } from '../servicesContext.ts';

const tickMs = 5000;

/** How new the mirror in the linked folder is; nothing where no folder is linked. */
export function MirrorText() {
  const { t } = useTranslation();
  const { now } = useServices();
  const name = useFolder((state) => state.handle?.name ?? null);
  const isScanning = useFolder((state) => state.isScanning);
  const mirror = useFolder((state) => state.mirror);
  const [, setTick] = useState(0);
  useEffect(() => {
    if (mirror.kind !== 'written') return;
    const timer = setInterval(() => setTick((tick) => tick + 1), tickMs);
    return () => clearInterval(timer);
  }, [mirror]);
  if (name === null) return null;
  const hint =
    mirror.kind === 'failed' ? failureText(t, mirror.failure) : t('folder.mirrorHint', { name });
  return (
    <Tooltip label={hint} multiline maw={340}>
      <Text
        size="xs"
        data-testid="mirror-state"
        data-state={mirror.kind}
        c={mirror.kind === 'failed' ? 'red' : undefined}
      >
        {isScanning ? t('folder.scanning', { name }) : mirrorText(t, { mirror, name, now: now() })}
      </Text>
    </Tooltip>
  );
}

function mirrorText(
  t: TFunction,
  {
    mirror,
    name,
    now,
  }: { readonly mirror: MirrorState; readonly name: string; readonly now: number },
): string {
  switch (mirror.kind) {
    case 'idle':
      return t('folder.mirrorIdle', { name });
    case 'writing':
      return t('folder.mirrorWriting');
    case 'failed':
      return t('folder.mirrorFailed');
    case 'written': {
      const seconds = Math.max(0, Math.round((now - mirror.at) / 1000));
      if (seconds < 5) return t('folder.mirrorNow');
      if (seconds < 60) return t('folder.mirrorSeconds', { count: seconds });
      if (seconds < 3600) return t('folder.mirrorMinutes', { count: Math.floor(seconds / 60) });
      return t('folder.mirrorHours', { count: Math.floor(seconds / 3600) });
    }
  }
}
