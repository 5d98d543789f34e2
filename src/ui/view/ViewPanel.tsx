import { Button, Group, NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { neutralTone, type ShownChannel } from '#core/pixels/adjustment.ts';
import { isNeutralView, neutralView } from '#core/pixels/viewAdjustment.ts';
import { setView, type PixelLook, type ViewState } from '#store/viewStore.ts';
import { useServices, useView } from '../servicesContext.ts';
import { ToneSlider } from './ToneSlider.tsx';

/** Equalised in tiles of an eighth of the side, no slope steeper than this. */
const clahe = { tilesPerSide: 8, clipLimit: 3 };

const channels = ['colour', 'red', 'green', 'blue', 'luminance'] as const;
const pixelLooks = ['automatic', 'smooth', 'squares'] as const;
const switches = [
  'isOutlineWhilePrompting',
  'keepsZoom',
  'hasMinimap',
  'hasCrosshair',
  'hasRulers',
  'hasReadout',
] as const satisfies readonly (keyof ViewState)[];

/** All settings of the view. What is stored, exported and seen by the model stays as it is. */
export function ViewPanel() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="group" aria-label={t('view.title')}>
      <ToneFields />
      <ChoiceFields />
      <SwitchFields />
      <Text size="xs" c="var(--quiet)">
        {t('view.onlyLooks')}
      </Text>
    </Stack>
  );
}

function ToneFields() {
  const { t } = useTranslation();
  const { view } = useServices().stores;
  const adjustment = useView((state) => state.adjustment);
  const { tone } = adjustment;
  const setTone = (patch: Partial<typeof tone>) =>
    setView(view, { adjustment: { ...adjustment, tone: { ...tone, ...patch } } });
  return (
    <>
      <ToneSlider
        label={t('view.brightness')}
        value={tone.brightness}
        range={[-1, 1]}
        neutral={neutralTone.brightness}
        onChange={(brightness) => setTone({ brightness })}
      />
      <ToneSlider
        label={t('view.contrast')}
        value={tone.contrast}
        range={[-1, 1]}
        neutral={neutralTone.contrast}
        onChange={(contrast) => setTone({ contrast })}
      />
      <ToneSlider
        label={t('view.gamma')}
        value={Math.log10(tone.gamma)}
        range={[-1, 1]}
        neutral={Math.log10(neutralTone.gamma)}
        onChange={(exponent) => setTone({ gamma: 10 ** exponent })}
      />
      <ClaheField />
    </>
  );
}

function ClaheField() {
  const { t } = useTranslation();
  const { view } = useServices().stores;
  const adjustment = useView((state) => state.adjustment);
  return (
    <Group justify="space-between" wrap="nowrap">
      <Switch
        size="xs"
        label={t('view.clahe')}
        checked={adjustment.clahe !== null}
        onChange={({ currentTarget: { checked } }) =>
          setView(view, { adjustment: { ...adjustment, clahe: checked ? clahe : null } })
        }
      />
      <Button
        size="compact-xs"
        variant="default"
        disabled={isNeutralView(adjustment)}
        onClick={() => setView(view, { adjustment: neutralView })}
      >
        {t('view.reset')}
      </Button>
    </Group>
  );
}

function ChoiceFields() {
  const { t } = useTranslation();
  const { view } = useServices().stores;
  const adjustment = useView((state) => state.adjustment);
  const pixelLook = useView((state) => state.pixelLook);
  const colorBy = useView((state) => state.colorBy);
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('view.channel')}
        value={adjustment.channel}
        data={channels.map((value) => ({ value, label: t(`view.channels.${value}`) }))}
        onChange={(event) =>
          setView(view, {
            adjustment: { ...adjustment, channel: event.currentTarget.value as ShownChannel },
          })
        }
      />
      <NativeSelect
        size="xs"
        label={t('view.pixelLook')}
        value={pixelLook}
        data={pixelLooks.map((value) => ({ value, label: t(`view.pixelLooks.${value}`) }))}
        onChange={(event) => setView(view, { pixelLook: event.currentTarget.value as PixelLook })}
      />
      <NativeSelect
        size="xs"
        label={t('view.colorBy')}
        value={colorBy}
        data={(['category', 'instance'] as const).map((value) => ({
          value,
          label: t(`view.colorsBy.${value}`),
        }))}
        onChange={(event) =>
          setView(view, { colorBy: event.currentTarget.value as ViewState['colorBy'] })
        }
      />
    </>
  );
}

function SwitchFields() {
  const { t } = useTranslation();
  const { view } = useServices().stores;
  const state = useView((all) => all);
  return (
    <>
      {switches.map((name) => (
        <Switch
          key={name}
          size="xs"
          label={t(`view.switches.${name}`)}
          checked={state[name]}
          onChange={(event) => setView(view, { [name]: event.currentTarget.checked })}
        />
      ))}
      <Switch
        size="xs"
        label={t('view.switches.compare')}
        checked={state.compareAt !== null}
        onChange={(event) => setView(view, { compareAt: event.currentTarget.checked ? 0.5 : null })}
      />
    </>
  );
}
