import { Button, RangeSlider } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisplayWindow } from '#core/image/displayWindow.ts';
import type { ImageSummary } from '#core/project/project.ts';
import {
  createWindowPreview,
  keepAutomaticWindow,
  keepWindow,
} from '#flows/review/displayWindow.ts';
import { reportError } from '#flows/report.ts';
import { useServices } from '../servicesContext.ts';
import classes from './ImagePanel.module.css';

const maxValue = 65_535;
/** Of an arrow key and of the hand; a window narrower than this would show two tones. */
const step = 16;

interface WindowFieldProps {
  readonly image: ImageSummary;
  readonly window: DisplayWindow;
}

/** Which values of a picture with 16 bits a channel are black and white. The picture follows the hand. */
export function WindowField({ image: { id }, window }: WindowFieldProps) {
  const { t } = useTranslation();
  const services = useServices();
  const preview = useMemo(() => createWindowPreview(services, id), [services, id]);
  const [held, setHeld] = useState<DisplayWindow | null>(null);
  const { black, white } = held ?? window;
  return (
    <div className={classes.field}>
      <div className={classes.bar} style={{ marginTop: 0 }}>
        <span className={classes.label}>{t('image.window')}</span>
        <span className={classes.quiet}>{t('image.windowRange', { black, white })}</span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            keepAutomaticWindow(services, id).catch((error: unknown) =>
              reportError(services, error),
            );
          }}
        >
          {t('image.windowAuto')}
        </Button>
      </div>
      <RangeSlider
        size="xs"
        mx={6}
        my={6}
        min={0}
        max={maxValue}
        step={step}
        minRange={step}
        label={null}
        thumbFromLabel={t('image.windowBlack')}
        thumbToLabel={t('image.windowWhite')}
        value={[black, white]}
        onChange={(range) => {
          const next = windowOf(range);
          setHeld(next);
          preview.show(next);
        }}
        onChangeEnd={(range) => {
          void keepWindow(services, id, windowOf(range)).finally(() => setHeld(null));
        }}
      />
    </div>
  );
}

function windowOf([black, white]: readonly [number, number]): DisplayWindow {
  return {
    black: Math.min(black, maxValue - 1),
    white: Math.min(maxValue, Math.max(white, black + 1)),
  };
}
