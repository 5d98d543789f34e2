import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface QuestionFootProps {
  readonly answer: string;
  readonly isBusy: boolean;
  readonly isDisabled: boolean;
  readonly isDanger?: boolean;
  onCancel(): void;
  onAnswer(): void;
}

/** The answers to a question about categories, and that it can be undone. */
export function QuestionFoot(props: QuestionFootProps) {
  const { answer, isBusy, isDisabled, isDanger = false, onCancel, onAnswer } = props;
  const { t } = useTranslation();
  return (
    <>
      <Text size="xs" c="var(--quiet)">
        {t('manager.undoHint')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={onCancel}>
          {t('manager.cancel')}
        </Button>
        <Button
          size="xs"
          color={isDanger ? 'red' : undefined}
          loading={isBusy}
          disabled={isDisabled}
          onClick={onAnswer}
        >
          {answer}
        </Button>
      </Group>
    </>
  );
}
