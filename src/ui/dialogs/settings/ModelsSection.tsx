import { Divider, Stack, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissInspection } from '#flows/ownModels.ts';
import { useModels, useServices } from '../../servicesContext.ts';
import { AddModel } from './AddModel.tsx';
import { ModelChoice } from './ModelChoice.tsx';
import { ModelInspection } from './ModelInspection.tsx';

/** Which model segments the images of this project, and how to bring one's own. */
export function ModelsSection() {
  const { t } = useTranslation();
  const services = useServices();
  const { inspection } = useModels((state) => state); // all of it, so that the effect sees a list change
  const page = useRef<HTMLDivElement>(null);
  // a button that was pressed may be gone, and keys must not reach what is behind the dialog
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus();
  });
  useEffect(() => () => dismissInspection(services), [services]);
  return (
    <Stack gap="md" ref={page} tabIndex={-1} style={{ outline: 'none' }}>
      <ModelChoice />
      <Divider />
      <Title order={3} size="h5">
        {t('settings.models.addTitle')}
      </Title>
      {inspection.kind === 'none' ? <AddModel /> : <ModelInspection inspection={inspection} />}
    </Stack>
  );
}
