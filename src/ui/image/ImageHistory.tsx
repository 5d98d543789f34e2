import { UnstyledButton } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ChangeName } from '#core/project/change.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { reportError } from '#flows/report.ts';
import { historyOf, type HistoryEntry } from '#flows/review/imageHistory.ts';
import { useServices } from '../servicesContext.ts';
import { WhoWhen } from '../widgets/WhoWhen.tsx';
import classes from './ImagePanel.module.css';

const shownCount = 30;

/** What was done to the image, by whom and when; read when it is unfolded. */
export function ImageHistory({ image: { id } }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <UnstyledButton
        className={classes.bar}
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={classes.label}>{t('image.history')}</span>
        <Chevron size={13} aria-hidden />
      </UnstyledButton>
      <div id={listId}>{isOpen && <Steps imageId={id} />}</div>
    </>
  );
}

function Steps({ imageId }: { readonly imageId: ImageSummary['id'] }) {
  const { t } = useTranslation();
  const entries = useHistory(imageId);
  if (!entries) return null;
  if (entries.length === 0) return <p className={classes.quiet}>{t('image.historyEmpty')}</p>;
  return (
    <ol className={classes.steps} aria-label={t('image.history')}>
      {entries.map((entry) => (
        <li key={entry.seq} className={classes.step}>
          <span>{stepText(t, entry)}</span>
          <span className={classes.quiet} style={{ flexShrink: 0 }}>
            <WhoWhen stamp={entry.stamp} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Read again with every change of the document; null until the first answer. */
function useHistory(imageId: ImageSummary['id']): readonly HistoryEntry[] | null {
  const services = useServices();
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null);
  useEffect(() => {
    let isGone = false;
    function read(): void {
      historyOf(services, imageId, shownCount)
        .then((newest) => {
          if (!isGone) setEntries(newest);
        })
        .catch((error: unknown) => reportError(services, error));
    }
    read();
    const unsubscribe = services.stores.document.subscribe(read);
    return () => {
      isGone = true;
      unsubscribe();
    };
  }, [services, imageId]);
  return entries;
}

function stepText(t: TFunction, { name, verb, status }: HistoryEntry): string {
  // a change of another version of the studio has no text here: its name says something at least
  const plain = t(`change.${name as ChangeName}`, { defaultValue: name });
  const change = status
    ? t('image.historyStatus', { change: plain, status: t(`imageStatus.${status}`) })
    : plain;
  switch (verb) {
    case 'did':
      return change;
    case 'undid':
      return t('image.historyUndid', { change });
    case 'redid':
      return t('image.historyRedid', { change });
  }
}
