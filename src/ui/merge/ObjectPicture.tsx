import { Center, Loader, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box } from '#core/geometry/box.ts';
import { drawObjects, type DrawnMask } from './drawObjects.ts';
import classes from './Merge.module.css';
import type { PictureState } from './usePicture.ts';

export interface ObjectPictureProps {
  readonly label: string; // says what is seen
  readonly picture: PictureState;
  readonly crop: Box<'image'>;
  readonly masks: readonly DrawnMask[];
}

/** A part of a picture with outlines over it. */
export function ObjectPicture({ label, picture, crop, masks }: ObjectPictureProps) {
  const { t } = useTranslation();
  const { ref: frame, width, height } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || picture.state !== 'ready' || width === 0) return;
    context.canvas.width = Math.round(width * window.devicePixelRatio);
    context.canvas.height = Math.round(height * window.devicePixelRatio);
    drawObjects(context, { bitmap: picture.bitmap, crop, masks });
  }, [picture, crop, masks, width, height]);
  return (
    <div ref={frame} className={classes.picture}>
      <canvas ref={canvas} role="img" aria-label={label} data-state={picture.state} />
      {picture.state === 'reading' && (
        <Center className={classes.cover}>
          <Loader size="sm" aria-label={t('merge.noPicture')} />
        </Center>
      )}
      {picture.state === 'failed' && (
        <Center className={classes.cover}>
          <Text size="sm" c="var(--quiet)">
            {t('merge.pictureFailed')}
          </Text>
        </Center>
      )}
    </div>
  );
}
