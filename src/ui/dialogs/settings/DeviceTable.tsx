import { Table, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AdapterFacts, BackendUse, GoldenTrial } from '#core/backend/backend.ts';
import { agreementText } from '../../text/backendText.ts';
import { mebibytesText } from '../../text/bytesText.ts';
import { durationText } from '../../text/numberText.ts';
import classes from './EngineSection.module.css';

type Row = readonly [name: string, value: string];

/** What is known of the device, as a table. */
export function DeviceTable({ use }: { readonly use: BackendUse }) {
  const { t } = useTranslation();
  const { facts, threadCount } = use;
  const rows: readonly Row[] = [
    ...(facts?.kind === 'adapter' ? adapterRows(t, facts.adapter) : []),
    ...(facts?.kind === 'adapter' && facts.trial.kind === 'ran'
      ? trialRows(t, facts.trial.trials)
      : []),
    [t('settings.engine.threads'), threadsText(t, threadCount)],
  ];
  return (
    <section>
      <Text size="xs" fw={600} mb={4} c="var(--quiet)">
        {t('settings.engine.facts')}
      </Text>
      <Table className={classes.table} withRowBorders verticalSpacing={5} horizontalSpacing={0}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function adapterRows(t: TFunction, adapter: AdapterFacts): readonly Row[] {
  const { name, isSoftware, maxStorageBufferBindingSizeBytes, hasShaderF16 } = adapter;
  return [
    [t('settings.engine.adapter'), isSoftware ? t('settings.engine.software', { name }) : name],
    [t('settings.engine.buffer'), mebibytesText(maxStorageBufferBindingSizeBytes)],
    [t('settings.engine.half'), t(hasShaderF16 ? 'settings.engine.yes' : 'settings.engine.no')],
  ];
}

function trialRows(t: TFunction, trials: readonly GoldenTrial[]): readonly Row[] {
  const agreement = trials.reduce((least, { maskIou }) => Math.min(least, maskIou), 1);
  return [
    [t('settings.engine.agreement'), agreementText(agreement)],
    ...trials.map(({ part, webgpuMs, wasmMs }): Row => [
      t(`settings.engine.partOf.${part}`),
      t('settings.engine.times', {
        webgpu: durationText(webgpuMs),
        wasm: durationText(wasmMs),
      }),
    ]),
  ];
}

function threadsText(t: TFunction, count: number): string {
  return window.crossOriginIsolated
    ? t('settings.engine.threadsIsolated', { count })
    : t('settings.engine.threadsAlone');
}
