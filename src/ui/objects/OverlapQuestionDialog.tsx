import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { rememberChoice, type OverlapChoice, type OverlapQuestion } from '#store/objectsStore.ts';
import { useDocument, useObjects, useServices } from '../servicesContext.ts';
import { Dialog } from '../widgets/Dialog.tsx';

const choices: readonly OverlapChoice[] = ['allow', 'oldWins', 'newWins'];

/** So many objects are named. */
const namedCount = 6;

/** Whose are the pixels that an edit would take from others? */
export function OverlapQuestionDialog() {
  const { t } = useTranslation();
  const question = useObjects((state) => state.question);
  return (
    <Dialog
      isOpen={question !== null}
      size="sm"
      yOffset="18vh"
      title={t('overlaps.askTitle')}
      onClose={() => question?.answer(null)}
    >
      {question && <QuestionForm question={question} />}
    </Dialog>
  );
}

function QuestionForm({ question }: { readonly question: OverlapQuestion }) {
  const { t } = useTranslation();
  const { objects } = useServices().stores;
  const projectId = useDocument(({ document }) => document?.project.id);
  const [isKept, setKept] = useState(false);
  function choose(choice: OverlapChoice): void {
    if (isKept && projectId) rememberChoice(objects, { projectId, choice });
    question.answer(choice);
  }
  return (
    <Stack gap="md">
      <Text size="sm">{t('overlaps.askHint')}</Text>
      <OverlapList overlaps={question.overlaps} />
      <Checkbox
        size="xs"
        label={t('overlaps.remember')}
        checked={isKept}
        onChange={({ currentTarget }) => setKept(currentTarget.checked)}
      />
      <Group justify="flex-end" gap="xs">
        {choices.map((choice) => (
          <Button
            key={choice}
            size="xs"
            variant={choice === 'newWins' ? 'filled' : 'default'}
            data-autofocus={choice === 'newWins' || undefined}
            onClick={() => choose(choice)}
          >
            {t(`overlaps.choices.${choice}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function OverlapList({ overlaps }: Pick<OverlapQuestion, 'overlaps'>) {
  const { t } = useTranslation();
  const categories = useDocument(({ document }) => document?.categories);
  const nameOf = ({ name, categoryId }: Annotation) =>
    name || (categories?.get(categoryId)?.name ?? '');
  return (
    <List size="sm">
      {overlaps.slice(0, namedCount).map(({ annotation, areaPx }) => (
        <List.Item key={annotation.id}>
          {t('overlaps.shared', { name: nameOf(annotation), area: areaPx })}
        </List.Item>
      ))}
      {overlaps.length > namedCount && (
        <List.Item>{t('overlaps.more', { number: overlaps.length - namedCount })}</List.Item>
      )}
    </List>
  );
}
