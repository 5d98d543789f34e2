import { useTranslation } from 'react-i18next';
import type { Stamp } from '#core/project/stamp.ts';
import { agoText, timeText } from '../text/timeText.ts';
import { useNow } from './useNow.ts';

export interface WhoWhenProps {
  readonly stamp: Stamp;
  readonly did?: 'made' | 'set' | 'resolved';
}

/** Who did something, and how long ago; the exact time where the pointer rests. */
export function WhoWhen({ stamp: { by, at }, did = 'made' }: WhoWhenProps) {
  const { t } = useTranslation();
  const when = agoText(t, { at, now: useNow() });
  return (
    <time dateTime={new Date(at).toISOString()} title={timeText(at)}>
      {by === '' ? t(`stamp.${did}`, { when }) : t(`stamp.${did}By`, { name: by, when })}
    </time>
  );
}
