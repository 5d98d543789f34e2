import { Button, Group, Kbd, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { areaOf } from '#core/mask/measures.ts';
import { areaOfSize } from '#core/geometry/size.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import { showCandidate } from '#flows/prompts.ts';
import { currentStep, shownStep } from '#store/prompting.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { CategoryDot } from '../categories/CategoryDot.tsx';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { Keys } from '../widgets/Keys.tsx';
import classes from './CandidateBar.module.css';

/** The three masks to choose from, the category they would get, and the way on or out. */
export function CandidateBar() {
  const { t } = useTranslation();
  const services = useServices();
  const prompting = useSession((state) => state.prompting);
  if (!prompting) return null;
  const step = shownStep(prompting);
  const { prompt, answeredPrompt } = currentStep(prompting);
  const isWaiting = prompt !== answeredPrompt;
  return (
    <section className={classes.bar} aria-label={t('candidates.label')}>
      {step?.answer ? (
        <Group gap={5} wrap="nowrap" className={isWaiting ? classes.waiting : undefined}>
          {step.answer.candidates.map((candidate, index) => (
            <CandidateChip
              // candidates are told apart by their place alone
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              candidate={candidate}
              index={index}
              isShown={index === step.choice}
            />
          ))}
          <Announcement candidate={step.answer.candidates[step.choice]} />
        </Group>
      ) : (
        <Text size="xs" px="xs">
          {t('candidates.waiting')}
        </Text>
      )}
      <CategoryChoice />
      <Button
        size="compact-sm"
        rightSection={<Keys combination="Enter" />}
        onClick={() => runCommand(services, commandOf('acceptCandidate'))}
      >
        {t('candidates.accept')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        rightSection={<Keys combination="Escape" />}
        onClick={() => runCommand(services, commandOf('dropCandidate'))}
      >
        {t('candidates.drop')}
      </Button>
    </section>
  );
}

interface CandidateChipProps {
  readonly candidate: MaskCandidate;
  readonly index: number;
  readonly isShown: boolean;
}

function CandidateChip({ candidate, index, isShown }: CandidateChipProps) {
  const { t } = useTranslation();
  const services = useServices();
  const iou = iouText(candidate);
  return (
    <UnstyledButton
      className={classes.chip}
      aria-pressed={isShown}
      aria-label={t('candidates.chip', { number: index + 1, iou })}
      onClick={() => showCandidate(services, index)}
    >
      <Kbd size="xs">{index + 1}</Kbd>
      {t('candidates.iou', { iou })}
    </UnstyledButton>
  );
}

/** What a sighted person sees at once. */
function Announcement({ candidate }: { readonly candidate: MaskCandidate | undefined }) {
  const { t } = useTranslation();
  if (!candidate) return null;
  const share = (100 * areaOf(candidate.mask)) / areaOfSize(candidate.mask.size);
  const percent = `${share < 1 ? share.toFixed(1) : share.toFixed(0)} %`;
  return (
    <VisuallyHidden role="status">
      {t('candidates.announce', { percent, iou: iouText(candidate) })}
    </VisuallyHidden>
  );
}

function CategoryChoice() {
  const { t } = useTranslation();
  const services = useServices();
  const activeId = useSession((state) => state.activeCategoryId);
  const category = useDocument(({ document }) => activeId && document?.categories.get(activeId));
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={category ? <CategoryDot color={category.color} /> : undefined}
      rightSection={<Keys combination="c" />}
      onClick={() => runCommand(services, commandOf('pickCategory'))}
      styles={{ label: { maxWidth: 140 } }}
    >
      {category ? category.name : t('candidates.chooseCategory')}
    </Button>
  );
}

/** The model may estimate a little above 1. */
function iouText({ predictedIou }: MaskCandidate): string {
  return Math.min(1, Math.max(0, predictedIou)).toFixed(2);
}
