import { useTranslation } from 'react-i18next';
import type { ToolId } from '#store/sessionStore.ts';
import { useRole, useSession, useView } from '../servicesContext.ts';
import { optionFields } from './optionFields.ts';
import classes from './ToolOptions.module.css';

/** How the tool in the hand is set; nothing for a tool that cannot be. */
export function ToolOptionsBar() {
  const { t } = useTranslation();
  const toolId = useSession((state) => state.toolId);
  const hasImage = useSession((state) => state.openImageId !== null);
  const isFollowing = useRole() === 'follower';
  const hasRulers = useView((state) => state.hasRulers);
  const fields = optionFields[toolId];
  if (!fields || !hasImage || isFollowing) return null;
  return (
    <section
      className={classes.bar}
      data-rulers={hasRulers || undefined}
      aria-label={t('toolOptions.label')}
    >
      {fields.map(({ id, Field }) => (
        <Field key={id} />
      ))}
      <Hint toolId={toolId} />
    </section>
  );
}

/** What the keys do meanwhile. */
function Hint({ toolId }: { readonly toolId: ToolId }) {
  const { t } = useTranslation();
  switch (toolId) {
    case 'brush':
      return <span className={classes.hint}>{t('toolOptions.hint.brush')}</span>;
    case 'eraser':
      return <span className={classes.hint}>{t('toolOptions.hint.eraser')}</span>;
    case 'polygon':
    case 'punch':
      return <span className={classes.hint}>{t('toolOptions.hint.outline')}</span>;
    case 'rectangle':
    case 'ellipse':
      return <span className={classes.hint}>{t('toolOptions.hint.drag')}</span>;
    case 'wand':
      return <span className={classes.hint}>{t('toolOptions.hint.wand')}</span>;
    case 'scissors':
      return <span className={classes.hint}>{t('toolOptions.hint.scissors')}</span>;
    case 'slice':
      return <span className={classes.hint}>{t('toolOptions.hint.slice')}</span>;
    case 'vertices':
      return <span className={classes.hint}>{t('toolOptions.hint.vertices')}</span>;
    case 'select':
    case 'point':
    case 'box':
    case 'note':
      return null;
  }
}
