import { Button, Group, NativeSelect, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnnotationReading, OpenAnnotations } from '#store/annotationStore.ts';
import { failureText } from '../text/failureText.ts';
import { AnnotationReview } from './AnnotationReview.tsx';
import { OnlyImages } from './OnlyImages.tsx';

/** The format on top, which can be set right; below it what was read. */
export function AnnotationForm({ open }: { readonly open: OpenAnnotations }) {
  const { t } = useTranslation();
  const { reading } = open;
  return (
    <Stack gap="md">
      <FormatField open={open} />
      {reading.kind === 'read' ? (
        <AnnotationReview key={reading.summary.formatId} open={open} read={reading} />
      ) : (
        <>
          <ReadingState reading={reading} />
          <Group justify="flex-end" gap="xs">
            <OnlyImages open={open} />
            <Button variant="default" size="sm" onClick={open.close}>
              {t('annotations.cancel')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

/** The formats that know the files first. */
function FormatField({ open }: { readonly open: OpenAnnotations }) {
  const { t } = useTranslation();
  const { formats, formatId, title } = open;
  const known = formats.filter(({ score }) => score > 0);
  const others = formats.filter(({ score }) => score === 0);
  const optionOf = ({ id, title: label }: (typeof formats)[number]) => ({ value: id, label });
  return (
    <NativeSelect
      size="sm"
      label={t('annotations.format', { title })}
      description={known.length > 0 ? t('annotations.recognised') : undefined}
      value={formatId ?? ''}
      data={[
        ...(formatId === null ? [{ value: '', label: t('annotations.chooseFormat') }] : []),
        ...known.map(optionOf),
        { group: t('annotations.otherFormats'), items: others.map(optionOf) },
      ]}
      onChange={(event) => {
        if (event.currentTarget.value !== '') open.readAs(event.currentTarget.value);
      }}
    />
  );
}

function ReadingState({
  reading,
}: {
  readonly reading: Exclude<AnnotationReading, { readonly kind: 'read' }>;
}) {
  const { t } = useTranslation();
  switch (reading.kind) {
    case 'unknown':
      return (
        <Text size="sm" role="status">
          {t('annotations.unknown')}
        </Text>
      );
    case 'failed':
      return (
        <Text size="sm" role="alert">
          {failureText(t, reading.failure)}
        </Text>
      );
    case 'reading': {
      const percent = Math.round(100 * reading.share);
      return (
        <div>
          <Progress value={percent} size="sm" aria-label={t('annotations.reading')} />
          <Text size="sm" c="var(--quiet)" mt={6}>
            {t('annotations.reading')}
          </Text>
        </div>
      );
    }
  }
}
