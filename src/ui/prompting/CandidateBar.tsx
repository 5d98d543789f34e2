import { Button, Group, Kbd, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { areaOf } from '#core/mask/measures.ts';
import { areaOfSize } from '#core/geometry/size.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import { showCandidate } from '#flows/prompts.ts';
import { currentStep, shownStep, type Prompting, type PromptStep } from '#store/prompting.ts';
import { objectInHand } from '#store/sessionStore.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { CategoryDot } from '../categories/CategoryDot.tsx';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { decimalText, percentText } from '../text/numberText.ts';
import { CommandKeys } from '../widgets/CommandKeys.tsx';
import classes from './CandidateBar.module.css';

/** The masks to choose from, the category they would get, and the way on or out. */
export function CandidateBar() {
  const { t } = useTranslation();
  const services = useServices();
  const prompting = useSession((state) => state.prompting);
  if (!prompting) return null;
  return (
    <section className={classes.bar} aria-label={t('candidates.label')}>
      <CaughtNotice step={shownStep(prompting)} />
      <div className={classes.row}>
        <Masks prompting={prompting} />
        <CategoryChoice />
        <Button
          size="compact-sm"
          rightSection={<CommandKeys id="acceptCandidate" />}
          onClick={() => runCommand(services, commandOf('acceptCandidate'))}
        >
          {t('candidates.accept')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<CommandKeys id="dropCandidate" />}
          onClick={() => runCommand(services, commandOf('dropCandidate'))}
        >
          {t('candidates.drop')}
        </Button>
      </div>
    </section>
  );
}

/** The candidates; before there are any, what is being waited for or refined. */
function Masks({ prompting }: { readonly prompting: Prompting }) {
  const { t } = useTranslation();
  const step = shownStep(prompting);
  const { prompt, answeredPrompt } = currentStep(prompting);
  const isWaiting = prompt !== answeredPrompt;
  if (!step?.answer) {
    return (
      <Text size="xs" px="xs">
        {step && !isWaiting ? <RefinedName /> : t('candidates.waiting')}
      </Text>
    );
  }
  const { candidates } = step.answer;
  const isMixed = candidates.some(({ source }) => source !== 'model');
  return (
    <Group gap={5} wrap="nowrap" className={isWaiting ? classes.waiting : undefined}>
      {candidates.map((candidate, index) => (
        <CandidateChip
          // candidates are told apart by their place alone
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          candidate={candidate}
          index={index}
          isShown={index === step.choice}
          hasSource={isMixed}
        />
      ))}
      <Announcement candidate={candidates[step.choice]} />
    </Group>
  );
}

/** A click that would have spoilt the mask was caught; nothing once the person chose the model's. */
function CaughtNotice({ step }: { readonly step: PromptStep | null }) {
  const { t } = useTranslation();
  const answer = step?.answer;
  if (!answer?.isCaught || step?.choice !== answer.bestIndex) return null;
  const isCorrected = answer.candidates[answer.bestIndex]?.source === 'local';
  const modelIndex = answer.candidates.findIndex(({ source }) => source === 'model');
  return (
    <Text size="xs" px={4} role="status">
      {t(isCorrected ? 'candidates.caughtCorrected' : 'candidates.caught')}{' '}
      {modelIndex >= 0 && t('candidates.caughtKey', { number: modelIndex + 1 })}
    </Text>
  );
}

function RefinedName() {
  const { t } = useTranslation();
  const object = useObjectInHand();
  const category = useDocument(
    ({ document }) => object && document?.categories.get(object.categoryId),
  );
  return t('candidates.refining', { name: object?.name || category?.name || '' });
}

interface CandidateChipProps {
  readonly candidate: MaskCandidate;
  readonly index: number;
  readonly isShown: boolean;
  readonly hasSource: boolean; // says where the mask comes from
}

function CandidateChip({ candidate, index, isShown, hasSource }: CandidateChipProps) {
  const { t } = useTranslation();
  const services = useServices();
  const iou = iouText(candidate);
  const number = index + 1;
  const source = t(`candidates.source.${candidate.source}`);
  return (
    <UnstyledButton
      className={classes.chip}
      aria-pressed={isShown}
      aria-label={
        hasSource
          ? t('candidates.chipOf', { number, source, iou })
          : t('candidates.chip', { number, iou })
      }
      onClick={() => showCandidate(services, index)}
    >
      <Kbd size="xs">{number}</Kbd>
      {hasSource && <span>{source}</span>}
      <span className={hasSource ? classes.quiet : undefined}>{t('candidates.iou', { iou })}</span>
    </UnstyledButton>
  );
}

/** What a sighted person sees at once. */
function Announcement({ candidate }: { readonly candidate: MaskCandidate | undefined }) {
  const { t } = useTranslation();
  if (!candidate) return null;
  const share = areaOf(candidate.mask) / areaOfSize(candidate.mask.size);
  const percent = percentText(share, share < 0.01 ? 1 : 0);
  return (
    <VisuallyHidden role="status">
      {t('candidates.announce', { percent, iou: iouText(candidate) })}
    </VisuallyHidden>
  );
}

/** The category that the mask gets, or that the refined object has. */
function CategoryChoice() {
  const { t } = useTranslation();
  const services = useServices();
  const object = useObjectInHand();
  const activeId = useSession((state) => state.activeCategoryId);
  const id = object?.categoryId ?? activeId;
  const category = useDocument(({ document }) => id && document?.categories.get(id));
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={category ? <CategoryDot color={category.color} /> : undefined}
      rightSection={<CommandKeys id="pickCategory" />}
      onClick={() => runCommand(services, commandOf('pickCategory'))}
      styles={{ label: { maxWidth: 140 } }}
    >
      {category ? category.name : t('candidates.chooseCategory')}
    </Button>
  );
}

function useObjectInHand(): Annotation | undefined {
  const id = useSession(objectInHand);
  const imageId = useSession((state) => state.openImageId);
  return useDocument(({ document }) =>
    id && imageId ? document?.annotations.get(imageId)?.get(id) : undefined,
  );
}

/** The model may estimate a little above 1. */
function iouText({ predictedIou }: MaskCandidate): string {
  return decimalText(Math.min(1, Math.max(0, predictedIou)), 2);
}
