import { useTranslation } from 'react-i18next';
import { setView } from '#store/viewStore.ts';
import { useServices, useSession, useView } from '../servicesContext.ts';
import { percentText } from '../text/numberText.ts';
import classes from './CompareSlider.module.css';

const stepShare = 0.02; // of the canvas, by an arrow key

/** The line between the picture as it is and what is made of it. */
export function CompareSlider() {
  const { t } = useTranslation();
  const { view, session } = useServices().stores;
  const compareAt = useView((state) => state.compareAt);
  const isOpen = useSession((state) => state.picture !== null);
  if (compareAt === null || !isOpen) return null;
  const moveTo = (share: number) => setView(view, { compareAt: Math.min(1, Math.max(0, share)) });
  return (
    <div
      className={classes.line}
      style={{ left: `${compareAt * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={t('view.switches.compare')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(compareAt * 100)}
      aria-valuetext={percentText(compareAt)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.buttons === 0) return;
        const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
        moveTo((event.clientX - left) / session.getState().canvasSize.width);
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') moveTo(compareAt - stepShare);
        if (event.key === 'ArrowRight') moveTo(compareAt + stepShare);
        if (event.key === 'Escape') setView(view, { compareAt: null });
      }}
    />
  );
}
