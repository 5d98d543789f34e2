import { useTranslation } from 'react-i18next';
import type { Step } from '#core/project/history.ts';
import { nextRedo, nextUndo } from '#store/nextStep.ts';
import { useDocument, useHistory, useServices, useSession } from '../servicesContext.ts';
import { CommandButton, type CommandButtonProps } from '../widgets/CommandButton.tsx';
import { stepText } from './stepText.ts';

/** Undo and redo, which name the step that they would take, and the way to all steps. */
export function HistoryButtons(props: Pick<CommandButtonProps, 'size' | 'tooltipPosition'>) {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isPanelOpen = useHistory((state) => state.isPanelOpen);
  const isClicked = useSession((state) => state.prompting !== null);
  const categories = useDocument(({ document }) => document?.categories);
  // the next step follows from these
  useHistory((state) => state);
  useSession(({ openImageId, screen }) => `${screen} ${openImageId}`);
  const nameOf = (step: Step | null) => step && stepText(t, step, categories);
  const undone = isClicked ? t('history.click') : nameOf(nextUndo(stores).step);
  const redone = nameOf(nextRedo(stores).step);
  return (
    <>
      <CommandButton
        commandId="undo"
        deed={undone && t('history.undo', { step: undone })}
        {...props}
      />
      <CommandButton
        commandId="redo"
        deed={redone && t('history.redo', { step: redone })}
        {...props}
      />
      <CommandButton commandId="showHistory" isActive={isPanelOpen} {...props} />
    </>
  );
}
