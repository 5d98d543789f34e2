import { Square, SquaresSubtract, SquaresUnite } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setToolOptions } from '#store/toolOptionsStore.ts';
import { useServices, useToolOptions } from '../servicesContext.ts';
import { IconChoice, type Choice } from './IconChoice.tsx';

/** Whether what is drawn is an object, or more or less of the selected one. */
export function DrawModeField() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const value = useToolOptions(({ drawMode }) => drawMode);
  const choices: readonly Choice<typeof value>[] = [
    { value: 'new', name: t('toolOptions.drawMode.new'), icon: Square },
    { value: 'add', name: t('toolOptions.drawMode.add'), icon: SquaresUnite },
    { value: 'subtract', name: t('toolOptions.drawMode.subtract'), icon: SquaresSubtract },
  ];
  return (
    <IconChoice
      label={t('toolOptions.drawMode.label')}
      choices={choices}
      value={value}
      onChange={(drawMode) => setToolOptions(stores.toolOptions, { drawMode })}
    />
  );
}
