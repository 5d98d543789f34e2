import { Progress, Stack, Text } from '@mantine/core';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LossPreview as Preview } from '#flows/export/formats.ts';
import classes from './Export.module.css';

export interface LossPreviewProps {
  readonly preview: Preview | null;
  readonly imageCount: number;
}

/** What the format cannot keep of the chosen images; it fills while it is looked for. */
export function LossPreview({ preview, imageCount }: LossPreviewProps) {
  const { t } = useTranslation();
  const losses = [...(preview?.losses ?? [])];
  const done = preview?.doneCount ?? 0;
  const isLooking = imageCount > 0 && preview?.isDone !== true;
  const looking = t('export.beforeLooking', { done, total: imageCount });
  return (
    <section aria-labelledby="export-before" className={classes.before}>
      <Text component="h3" id="export-before" className={classes.groupName}>
        {t('export.before')}
      </Text>
      <Stack gap={4} aria-live="polite" aria-busy={isLooking}>
        {losses.map(([kind, { count }]) => (
          <Text key={kind} size="sm" className={classes.loss}>
            {t(`export.loss.${kind}`, { count })}
          </Text>
        ))}
        {!isLooking && imageCount > 0 && losses.length === 0 && (
          <Text size="sm" className={classes.kept}>
            <Check size={15} aria-hidden /> {t('export.nothingLost')}
          </Text>
        )}
        {imageCount === 0 && <Text size="sm">{t('export.noneChosen')}</Text>}
      </Stack>
      {isLooking && (
        <div className={classes.looking}>
          <Progress size="xs" value={(100 * done) / imageCount} aria-label={looking} />
          <Text size="xs" c="var(--quiet)">
            {looking}
          </Text>
        </div>
      )}
    </section>
  );
}
