import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setToolOptions } from '#store/toolOptionsStore.ts';
import { useServices, useToolOptions } from '../servicesContext.ts';
import { SliderField } from './SliderField.tsx';

/** How alike colours have to be, and whether they have to hang together. */
export function WandFields() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const { wandTolerance, wandIsContiguous } = useToolOptions((state) => state);
  return (
    <>
      <SliderField
        label={t('toolOptions.tolerance')}
        value={wandTolerance}
        min={0}
        max={255}
        onChange={(tolerance) => setToolOptions(stores.toolOptions, { wandTolerance: tolerance })}
      />
      <Checkbox
        size="xs"
        label={t('toolOptions.contiguous')}
        checked={wandIsContiguous}
        onChange={({ currentTarget: { checked } }) =>
          setToolOptions(stores.toolOptions, { wandIsContiguous: checked })
        }
      />
    </>
  );
}
