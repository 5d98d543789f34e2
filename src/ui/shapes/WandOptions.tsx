import { Checkbox, Group, Slider, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { setToolOptions } from '#store/toolOptionsStore.ts';
import { useServices } from '../servicesContext.ts';

/** Options of the magic wand. */
export function WandOptions() {
  const { t } = useTranslation();
  const { toolOptions } = useServices().stores;
  const { wandTolerance, wandIsContiguous } = useStore(toolOptions);
  return (
    <Group gap="sm" wrap="nowrap">
      <Text size="xs">{t('shapeOptions.tolerance')}</Text>
      <Slider
        size="sm"
        w={120}
        min={0}
        max={255}
        value={wandTolerance}
        thumbLabel={t('shapeOptions.tolerance')}
        onChange={(value) => setToolOptions(toolOptions, { wandTolerance: value })}
      />
      <Checkbox
        size="xs"
        checked={wandIsContiguous}
        label={t('shapeOptions.contiguous')}
        styles={{ label: { whiteSpace: 'nowrap' } }}
        onChange={({ currentTarget }) =>
          setToolOptions(toolOptions, { wandIsContiguous: currentTarget.checked })
        }
      />
    </Group>
  );
}
