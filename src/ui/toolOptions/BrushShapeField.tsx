import { Circle, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setToolOptions } from '#store/toolOptionsStore.ts';
import { useServices, useToolOptions } from '../servicesContext.ts';
import { IconChoice, type Choice } from './IconChoice.tsx';

/** Round or square. */
export function BrushShapeField() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const value = useToolOptions(({ brushShape }) => brushShape);
  const choices: readonly Choice<typeof value>[] = [
    { value: 'round', name: t('toolOptions.shape.round'), icon: Circle },
    { value: 'square', name: t('toolOptions.shape.square'), icon: Square },
  ];
  return (
    <IconChoice
      label={t('toolOptions.shape.label')}
      choices={choices}
      value={value}
      onChange={(brushShape) => setToolOptions(stores.toolOptions, { brushShape })}
    />
  );
}
