import { useEffect, useRef } from 'react';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import type Konva from 'konva/lib/Core';
import type { Size } from '#core/geometry/size.ts';
import type { Stores } from '#store/stores.ts';
import type { PixelLook } from '#store/viewStore.ts';
import { PictureLevels } from './pictureLevels.ts';

/** From this scale on single pixels are shown as squares, screen px per image px. */
const pixelatedScale = 3;

/** The open image, as the view wants it. Transparent parts lie on white, as the model sees them. */
export function PictureShape({ stores }: { stores: Stores }) {
  const picture = useStore(stores.session, (state) => state.picture);
  const adjusted = useStore(stores.session, (state) => state.adjusted);
  if (!picture) return null;
  const isShown = adjusted?.of === picture.bitmap;
  const bitmap = isShown ? adjusted.bitmap : picture.bitmap;
  return <Picture bitmap={bitmap} size={picture.size} stores={stores} />;
}

/** The open image as it is, where it is compared with what the view makes of it. */
export function PlainPicture({ stores }: { stores: Stores }) {
  const picture = useStore(stores.session, (state) => state.picture);
  if (!picture) return null;
  return <Picture bitmap={picture.bitmap} size={picture.size} stores={stores} />;
}

interface PictureProps {
  readonly bitmap: ImageBitmap;
  readonly size: Size; // of the image, px: a thumbnail may stand in
  readonly stores: Stores;
}

function Picture({ bitmap, size, stores }: PictureProps) {
  const pixelLook = useStore(stores.view, (state) => state.pixelLook);
  const shape = useRef<Konva.Shape>(null);
  const levels = useRef<PictureLevels>(null);
  useEffect(() => {
    const own = new PictureLevels(bitmap, () => shape.current?.getLayer()?.batchDraw());
    levels.current = own;
    return () => {
      levels.current = null;
      own.end();
    };
  }, [bitmap]);
  return (
    <Shape
      ref={shape}
      listening={false}
      sceneFunc={({ _context: context }) => {
        const scale = context.getTransform().a / window.devicePixelRatio;
        context.fillStyle = '#ffffff';
        context.fillRect(0, 0, size.width, size.height);
        context.imageSmoothingEnabled = isSmooth(pixelLook, scale);
        context.imageSmoothingQuality = scale < 0.5 ? 'medium' : 'low';
        const source = levels.current?.at(scale * window.devicePixelRatio) ?? bitmap;
        context.drawImage(source, 0, 0, size.width, size.height);
      }}
    />
  );
}

function isSmooth(look: PixelLook, scale: number): boolean {
  switch (look) {
    case 'automatic':
      return scale < pixelatedScale;
    case 'smooth':
      return true;
    case 'squares':
      return scale < 1;
  }
}
