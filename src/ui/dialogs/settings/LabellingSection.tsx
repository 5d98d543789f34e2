import {
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  Slider,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, languages, localeOf } from '#core/language.ts';
import { rearmPreview, typicalTime } from '#store/hoverStore.ts';
import {
  setDisplayName,
  setGoesOnAfterDone,
  setHoverMode,
  setLanguage,
  setMaskOpacity,
  setPrefetch,
  type HoverMode,
} from '#store/settingsStore.ts';
import { useHover, useServices, useSettings } from '../../servicesContext.ts';
import { durationText, percentText } from '../../text/numberText.ts';

const hoverModes: readonly HoverMode[] = ['automatic', 'always', 'off'];

/** How the hands are helped. */
export function LabellingSection() {
  return (
    <Stack gap="lg">
      <LanguageChoiceField />
      <NameChoice />
      <HoverChoice />
      <PrefetchSwitch />
      <GoOnSwitch />
      <OpacityChoice />
    </Stack>
  );
}

function LanguageChoiceField() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const choice = useSettings((state) => state.language);
  const automatic = languageOf(localeOf('automatic', navigator.languages));
  return (
    <NativeSelect
      size="xs"
      maw={320}
      label={t('settings.labelling.language')}
      description={t('settings.labelling.languageHint')}
      value={choice}
      onChange={({ currentTarget: { value } }) =>
        setLanguage(stores.settings, languages.find((each) => each === value) ?? 'automatic')
      }
    >
      <option value="automatic">
        {t('settings.labelling.languageAutomatic', { language: t(`language.${automatic}`) })}
      </option>
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {t(`language.${language}`)}
        </option>
      ))}
    </NativeSelect>
  );
}

function NameChoice() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const name = useSettings((state) => state.displayName);
  return (
    <TextInput
      size="xs"
      maw={320}
      label={t('settings.labelling.displayName')}
      description={t('settings.labelling.displayNameHint')}
      autoComplete="name"
      maxLength={80}
      value={name}
      onChange={(event) => setDisplayName(stores.settings, event.currentTarget.value)}
      onBlur={() => setDisplayName(stores.settings, name.trim())}
    />
  );
}

function HoverChoice() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const labelId = useId();
  const mode = useSettings((state) => state.hoverMode);
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" fw={600} id={labelId}>
        {t('settings.labelling.hover')}
      </Text>
      <Text size="xs" c="var(--quiet)">
        {t('settings.labelling.hoverHint')}
      </Text>
      <SegmentedControl
        size="xs"
        color="indigo"
        aria-labelledby={labelId}
        value={mode}
        onChange={(value) => setHoverMode(stores.settings, value)}
        data={hoverModes.map((value) => ({
          value,
          label: t(`settings.labelling.hoverMode.${value}`),
        }))}
      />
      <HoverStatus mode={mode} />
    </Stack>
  );
}

/** What hovering does at the moment, and the measured reason. */
function HoverStatus({ mode }: { readonly mode: HoverMode }) {
  const { t } = useTranslation();
  const { stores } = useServices();
  const halt = useHover((state) => state.halt);
  const measuredMs = useHover((state) => typicalTime(state.previewTimesMs));
  const isHalted = halt !== null && (halt.reason === 'failed' || mode === 'automatic');
  if (mode === 'off') return <Text size="xs">{t('settings.labelling.hoverOff')}</Text>;
  if (isHalted) {
    return (
      <Group gap="sm">
        <Text size="xs">
          {halt.reason === 'slow'
            ? t('settings.labelling.hoverSlow', { time: durationText(halt.medianMs) })
            : t('settings.labelling.hoverFailed')}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => rearmPreview(stores.hover)}>
          {t('settings.labelling.hoverRetry')}
        </Button>
      </Group>
    );
  }
  return (
    <Text size="xs">
      {measuredMs === null
        ? t('settings.labelling.hoverUnmeasured')
        : t('settings.labelling.hoverOn', { time: durationText(measuredMs) })}
    </Text>
  );
}

function PrefetchSwitch() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOn = useSettings((state) => state.prefetch);
  return (
    <Switch
      size="sm"
      checked={isOn}
      label={t('settings.labelling.prefetch')}
      description={t('settings.labelling.prefetchHint')}
      onChange={(event) => setPrefetch(stores.settings, event.currentTarget.checked)}
    />
  );
}

function GoOnSwitch() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOn = useSettings((state) => state.goesOnAfterDone);
  return (
    <Switch
      size="sm"
      checked={isOn}
      label={t('settings.labelling.goesOn')}
      description={t('settings.labelling.goesOnHint')}
      onChange={(event) => setGoesOnAfterDone(stores.settings, event.currentTarget.checked)}
    />
  );
}

function OpacityChoice() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const opacity = useSettings((state) => state.maskOpacity);
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('settings.labelling.opacity')}
      </Text>
      <Slider
        w={260}
        size="sm"
        min={0}
        max={100}
        label={(value) => percentText(value / 100)}
        thumbLabel={t('settings.labelling.opacity')}
        value={Math.round(opacity * 100)}
        onChange={(value) => setMaskOpacity(stores.settings, value / 100)}
      />
    </Stack>
  );
}
