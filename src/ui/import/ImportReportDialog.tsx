import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showDialog } from '#store/sessionStore.ts';
import { useImports, useServices, useSession } from '../servicesContext.ts';
import { failureText } from '../text/failureText.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import classes from './ImportReportDialog.module.css';
import { csvOf, reasonText, textOf, type ReasonRow } from './reportText.ts';

const rowHeightPx = 44;

/** Every file that did not come in, with the reason. */
export function ImportReportDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession(({ dialog }) => dialog === 'importReport');
  const report = useImports((state) => state.report);
  const rows = (report?.rows ?? []).map(({ path, failure }) => ({
    path,
    reason: reasonText(failureText(t, failure)),
  }));
  return (
    <Dialog
      isOpen={isOpen && report !== null}
      onClose={() => showDialog(stores.session, null)}
      title={t('importReport.title')}
      size="xl"
    >
      <Stack gap="sm">
        <Text size="sm">
          {t('importReport.summary', { count: rows.length, title: report?.title ?? '' })}
          <Text span size="sm" c="var(--quiet)">
            {`. ${t('importReport.added', { count: report?.addedCount ?? 0 })}`}
            {(report?.attachedCount ?? 0) > 0 &&
              `. ${t('importReport.attached', { count: report?.attachedCount ?? 0 })}`}
          </Text>
        </Text>
        <Rows rows={rows} />
        <Group gap="xs" justify="flex-end">
          <Copy name={t('importReport.copyText')} text={() => textOf(rows)} />
          <Copy name={t('importReport.copyCsv')} text={() => csvOf(rows)} />
        </Group>
      </Stack>
    </Dialog>
  );
}

function Rows({ rows }: { readonly rows: readonly ReasonRow[] }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
  });
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys
      tabIndex={0}
      role="table"
      aria-label={t('importReport.list')}
      aria-rowcount={rows.length + 1}
    >
      <div role="row" aria-rowindex={1} className={classes.head}>
        <span role="columnheader">{t('importReport.file')}</span>
        <span role="columnheader">{t('importReport.reason')}</span>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            className={classes.row}
            style={{ transform: `translateY(${start}px)`, height: size }}
          >
            <span role="cell" title={rows[index]?.path}>
              {rows[index]?.path}
            </span>
            <span role="cell" title={rows[index]?.reason}>
              {rows[index]?.reason}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

interface CopyProps {
  readonly name: string;
  /** Made only when it is asked for: a list may be long. */
  readonly text: () => string;
}

function Copy({ name, text }: CopyProps) {
  const { t } = useTranslation();
  return (
    <CopyButton value="">
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            copy();
            void navigator.clipboard.writeText(text());
          }}
        >
          {copied ? t('importReport.copied') : name}
        </Button>
      )}
    </CopyButton>
  );
}
