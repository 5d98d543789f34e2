import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSpaceLow, type StorageSpace } from '#core/project/storageUse.ts';
import { freeUnused, shortenHistory } from '#flows/storage/freeSpace.ts';
import { setSettingsSection, showScreen } from '#store/sessionStore.ts';
import { useDocument, useServices } from '../../servicesContext.ts';
import { bytesText } from '../../text/bytesText.ts';
import { QuarantineList } from './QuarantineList.tsx';
import { SecondCopySection } from './SecondCopySection.tsx';
import { SpaceBar } from './SpaceBar.tsx';
import { StorageSafety } from './StorageSafety.tsx';
import { useStorageUse } from './useStorageUse.ts';

/** What is kept in this browser, how safe it is there, and how to make room. */
export function StoragePage() {
  const { t } = useTranslation();
  const { space, use, refresh } = useStorageUse();
  return (
    <Stack gap="lg">
      <Stack component="section" gap={8}>
        <Text size="sm" fw={600}>
          {t('settings.storage.space')}
        </Text>
        <SpaceSentence space={space} />
        <SpaceBar space={space ?? null} use={use} />
      </Stack>
      {space && <StorageSafety isPersisted={space.isPersisted} onAsked={refresh} />}
      <SecondCopySection onChanged={refresh} />
      <FreeSpace onFreed={refresh} />
      <QuarantineList />
    </Stack>
  );
}

/** @param space undefined: not known yet; null: the browser does not tell */
function SpaceSentence({ space }: { readonly space: StorageSpace | null | undefined }) {
  const { t } = useTranslation();
  if (space === undefined) return <Text size="xs">{t('settings.storage.measuring')}</Text>;
  if (space === null) return <Text size="xs">{t('settings.storage.unknown')}</Text>;
  const { usedBytes, quotaBytes } = space;
  return (
    <Text size="xs" data-testid="storage-space">
      {t('settings.storage.used', { used: bytesText(usedBytes), quota: bytesText(quotaBytes) })}
      {isSpaceLow(space) && (
        <Text span size="xs" fw={600}>
          {` ${t('settings.storage.low', { left: bytesText(Math.max(0, quotaBytes - usedBytes)) })}`}
        </Text>
      )}
    </Text>
  );
}

function FreeSpace({ onFreed }: { readonly onFreed: () => void }) {
  const { t } = useTranslation();
  const services = useServices();
  const { embeddings, stores } = services;
  const [isOtherTabOpen, setOtherTabOpen] = useState(false);
  return (
    <Stack component="section" gap={10}>
      <Text size="sm" fw={600}>
        {t('settings.storage.free')}
      </Text>
      <Offer
        name={t('settings.storage.embeddings')}
        hint={t('settings.storage.embeddingsHint')}
        onTake={async () => {
          await embeddings.clear();
          onFreed();
        }}
      />
      <Offer
        name={t('settings.storage.sweep')}
        isLive
        hint={t(isOtherTabOpen ? 'settings.storage.sweepOtherTab' : 'settings.storage.sweepHint')}
        onTake={async () => {
          setOtherTabOpen(!(await freeUnused(services)));
          onFreed();
        }}
      />
      <ShortenHistory onFreed={onFreed} />
      <Offer
        name={t('settings.storage.bin')}
        hint={t('settings.storage.binHint')}
        onTake={async () => {
          setSettingsSection(stores.session, null);
          showScreen(stores.session, 'projects');
        }}
      />
    </Stack>
  );
}

interface OfferProps {
  readonly name: string;
  readonly hint: string;
  readonly isLive?: boolean; // the hint changes with what came of it
  onTake(): Promise<void>;
}

function Offer({ name, hint, isLive = false, onTake }: OfferProps) {
  const [isBusy, setBusy] = useState(false);
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
          void onTake().finally(() => setBusy(false));
        }}
      >
        {name}
      </Button>
      <Text size="xs" c="var(--quiet)" aria-live={isLive ? 'polite' : undefined}>
        {hint}
      </Text>
    </Group>
  );
}

/** Asks before it deletes what cannot be made again. */
function ShortenHistory({ onFreed }: { readonly onFreed: () => void }) {
  const { t } = useTranslation();
  const services = useServices();
  const isOpen = useDocument(({ document }) => document !== null);
  const [isAsking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) keep.current?.focus();
  }, [isAsking]);
  if (!isOpen) return null;
  return (
    <>
      <Offer
        name={t('settings.storage.history')}
        hint={t('settings.storage.historyHint')}
        onTake={async () => setAsking(true)}
      />
      {isAsking && (
        <Group gap="sm" ml={202}>
          <Button
            size="compact-sm"
            color="red"
            onClick={() => {
              setAsking(false);
              void shortenHistory(services).finally(onFreed);
            }}
          >
            {t('settings.storage.historyConfirm')}
          </Button>
          <Button ref={keep} size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {t('settings.storage.keepHistory')}
          </Button>
        </Group>
      )}
    </>
  );
}
