import { Button, Group, Radio, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { overlapPolicies } from '#core/project/overlapPolicy.ts';
import { setOverlapPolicy, setPartition } from '#flows/objects/partitionMode.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';

/** What becomes of pixels that two objects of this project claim. */
export function OverlapPolicyDialog() {
  const { t } = useTranslation();
  const { session } = useServices().stores;
  const isOpen = useSession(({ dialog }) => dialog === 'overlapPolicy');
  return (
    <Dialog
      isOpen={isOpen}
      size="md"
      title={t('overlaps.title')}
      onClose={() => showDialog(session, null)}
    >
      <PolicyForm />
    </Dialog>
  );
}

function PolicyForm() {
  const { t } = useTranslation();
  const services = useServices();
  const project = useDocument(({ document }) => document?.project);
  const [isBusy, setBusy] = useState(false);
  const isPartition = project?.isPartition ?? false;
  async function share(isOn: boolean): Promise<void> {
    setBusy(true);
    await setPartition(services, isOn);
    setBusy(false);
  }
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('overlaps.policy')}
        description={t('overlaps.policyHint')}
        value={project?.overlapPolicy ?? 'allow'}
        onChange={(value) => {
          const policy = overlapPolicies.find((each) => each === value);
          if (policy) void setOverlapPolicy(services, policy);
        }}
      >
        <Stack gap={8} mt={10}>
          {overlapPolicies.map((policy) => (
            <Radio
              key={policy}
              size="xs"
              value={policy}
              disabled={isPartition}
              label={t(`overlaps.policies.${policy}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        size="sm"
        checked={isPartition}
        disabled={isBusy}
        label={t('overlaps.partition')}
        onChange={({ currentTarget }) => void share(currentTarget.checked)}
      />
      <Text size="xs">{t('overlaps.partitionHint')}</Text>
      <Group justify="flex-end">
        <Button size="xs" onClick={() => showDialog(services.stores.session, null)}>
          {t('overlaps.close')}
        </Button>
      </Group>
    </Stack>
  );
}
