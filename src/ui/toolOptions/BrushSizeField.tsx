import { useTranslation } from 'react-i18next';
import { maxBrushDiameterPx, setToolOptions } from '#store/toolOptionsStore.ts';
import { useServices, useToolOptions } from '../servicesContext.ts';
import { SliderField } from './SliderField.tsx';

/** Diameter of brush and eraser, image px. */
export function BrushSizeField() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const diameter = useToolOptions(({ brushDiameterPx }) => brushDiameterPx);
  return (
    <SliderField
      label={t('toolOptions.brushSize')}
      unit="px"
      value={diameter}
      min={1}
      max={maxBrushDiameterPx}
      isGeometric
      onChange={(brushDiameterPx) => setToolOptions(stores.toolOptions, { brushDiameterPx })}
    />
  );
}
