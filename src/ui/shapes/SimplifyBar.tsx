import { Button, Slider, Text, VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelSimplify, measureLoss, setDetail } from '#flows/draw/simplifyObject.ts';
import type { Simplifying } from '#store/sessionStore.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { percentText } from '../text/numberText.ts';
import { Keys } from '../widgets/Keys.tsx';
import classes from './Shapes.module.css';

/** How long the slider rests before the loss is measured, ms. */
const restMs = 60;

/** The slider of detail over the canvas, which shows what the object would become. */
export function SimplifyBar() {
  const simplifying = useSession((state) => state.simplifying);
  return simplifying && <OpenSimplifyBar simplifying={simplifying} />;
}

function OpenSimplifyBar({ simplifying }: { readonly simplifying: Simplifying }) {
  const { t } = useTranslation();
  const services = useServices();
  const { fraction, levels, pointCount, polygon } = simplifying;
  useEffect(() => {
    const timer = setTimeout(() => measureLoss(services, polygon), restMs);
    return () => clearTimeout(timer);
  }, [services, polygon]);
  useEndWithObject(simplifying);
  return (
    <section className={classes.bar} aria-label={t('simplify.title')}>
      <Text size="xs" fw={600}>
        {t('simplify.title')}
      </Text>
      <div className={classes.row}>
        <Slider
          className={classes.slider}
          size="sm"
          min={0}
          max={1}
          step={0.01}
          value={fraction}
          label={null}
          thumbLabel={t('simplify.detail')}
          onChange={(value) => setDetail(services, value)}
        />
        <Figures count={levels.pointCountAt(fraction)} total={pointCount} loss={simplifying.loss} />
        <Button
          size="compact-sm"
          rightSection={<Keys combination="Enter" />}
          onClick={() => runCommand(services, commandOf('applySimplify'))}
        >
          {t('simplify.apply')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<Keys combination="Escape" />}
          onClick={() => runCommand(services, commandOf('cancelSimplify'))}
        >
          {t('simplify.cancel')}
        </Button>
      </div>
    </section>
  );
}

interface FiguresProps {
  readonly count: number;
  readonly total: number;
  readonly loss: number | null;
}

function Figures({ count, total, loss }: FiguresProps) {
  const { t } = useTranslation();
  const points = t('simplify.points', { count });
  const lost =
    loss === null ? t('simplify.measuring') : t('simplify.loss', { loss: percentText(loss, 2) });
  return (
    <>
      <Text size="xs" className={classes.figures}>
        <span>
          {points} <span className={classes.quiet}>{t('simplify.of', { total })}</span>
        </span>
        <span>{lost}</span>
      </Text>
      {loss !== null && (
        <VisuallyHidden role="status">
          {points}, {lost}
        </VisuallyHidden>
      )}
    </>
  );
}

/** The slider goes with its object: another one is selected, or it was changed or deleted. */
function useEndWithObject({ annotationId, mask }: Simplifying): void {
  const services = useServices();
  const isSelected = useSession(({ selectedIds }) => selectedIds.includes(annotationId));
  const imageId = useSession((state) => state.openImageId);
  const isSame = useDocument(({ document }) => {
    const objects = imageId ? document?.annotations.get(imageId) : undefined;
    return objects?.get(annotationId)?.mask === mask;
  });
  useEffect(() => {
    if (!isSelected || !isSame) cancelSimplify(services);
  }, [services, isSelected, isSame]);
}
