import { Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { forgetImport, resumeImport } from '#flows/import/resumeImport.ts';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import type { ImportEnd, NoticeMessage } from '#store/jobsStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { failureText } from '../text/failureText.ts';

const listedFailures = 6;

/** Toasts stand outside of the context of services: they get them handed in. */
interface NoticeProps {
  readonly services: Services;
  readonly onDone: () => void;
}

/** How an import ended, and the way to the list of what did not come in. */
export function ImportEnded({ end, services, onDone }: NoticeProps & { readonly end: ImportEnd }) {
  const { t } = useTranslation();
  const { addedCount, attachedCount, duplicateCount, lookalikeCount, leftOutCount, failures } = end;
  function showReport(): void {
    onDone();
    showDialog(services.stores.session, 'importReport');
  }
  return (
    <>
      <Headline end={end} />
      {failures.length > 0 && <Failures failures={failures} />}
      {end.outcome === 'finished' && failures.length > 0 && addedCount > 0 && (
        <Text size="xs">{t('notice.opened', { count: addedCount })}</Text>
      )}
      {attachedCount > 0 && <Text size="xs">{t('notice.attached', { count: attachedCount })}</Text>}
      {duplicateCount > 0 && (
        <Text size="xs">{t('notice.duplicates', { count: duplicateCount })}</Text>
      )}
      {lookalikeCount > 0 && (
        <Text size="xs">{t('notice.lookalikes', { count: lookalikeCount })}</Text>
      )}
      {leftOutCount > 0 && <Text size="xs">{t('notice.leftOut', { count: leftOutCount })}</Text>}
      {hasReport(end) && (
        <Button size="compact-xs" variant="light" mt={6} onClick={showReport}>
          {t('notice.showReport')}
        </Button>
      )}
    </>
  );
}

function Headline({
  end: { outcome, addedCount, attachedCount, failures },
}: {
  readonly end: ImportEnd;
}) {
  const { t } = useTranslation();
  function text(): string {
    switch (outcome) {
      case 'cancelled':
        return t('notice.importCancelled', { count: addedCount });
      case 'failed':
        return t('notice.importFailed', { count: addedCount });
      case 'finished':
        if (failures.length > 0) return t('notice.unopened', { count: failures.length });
        if (addedCount > 0) return t('notice.imported', { count: addedCount });
        // the line below says what came
        return attachedCount > 0 ? t('notice.picturesBack') : t('notice.nothingImported');
    }
  }
  return (
    <Text size="sm" fw={600}>
      {text()}
    </Text>
  );
}

function Failures({ failures }: Pick<ImportEnd, 'failures'>) {
  const { t } = useTranslation();
  const rest = failures.length - listedFailures;
  return (
    <>
      <List size="xs" my={4} style={{ overflowWrap: 'anywhere' }}>
        {failures.slice(0, listedFailures).map((failure) => (
          <List.Item key={JSON.stringify(failure)}>{failureText(t, failure)}</List.Item>
        ))}
      </List>
      {rest > 0 && <Text size="xs">{t('notice.more', { count: rest })}</Text>}
    </>
  );
}

/** Whether some file did not come in, so that there is a list of them. */
export function hasReport({ duplicateCount, leftOutCount, failures }: ImportEnd): boolean {
  return duplicateCount + leftOutCount + failures.length > 0;
}

type Stopped = Extract<NoticeMessage, { about: 'importStopped' }>;

/** An import that a crash or a reload stopped. */
export function ImportStopped({
  stopped,
  services,
  onDone,
}: NoticeProps & { readonly stopped: Stopped }) {
  const { t } = useTranslation();
  const { runId, title, doneCount, totalCount } = stopped;
  function answer(flow: typeof resumeImport): void {
    onDone();
    flow(services, runId).catch((error: unknown) => reportError(services, error));
  }
  return (
    <>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {t('notice.importStopped', {
          title,
          done: doneCount,
          total: totalCount,
        })}
      </Text>
      <Group gap={6} mt={6}>
        <Button size="compact-xs" onClick={() => answer(resumeImport)}>
          {t('notice.goOn')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => answer(forgetImport)}>
          {t('notice.leaveIt')}
        </Button>
      </Group>
    </>
  );
}
