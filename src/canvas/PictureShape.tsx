import type Konva from 'konva/lib/Core';
import { useEffect, useRef } from 'react';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import type { Stores } from '#store/stores.ts';
import { PictureLevels } from './pictureLevels.ts';

/** From this scale on single pixels are shown as squares, screen px per image px. */
const pixelatedScale = 3;

/** The open image. Transparent parts lie on white, as the model sees them. */
export function PictureShape({ stores }: { stores: Stores }) {
  const picture = useStore(stores.session, (state) => state.picture);
  const shape = useRef<Konva.Shape>(null);
  const levels = useRef<PictureLevels>(null);
  useEffect(() => {
    if (!picture) return undefined;
    const own = new PictureLevels(picture, () => shape.current?.getLayer()?.batchDraw());
    levels.current = own;
    return () => {
      levels.current = null;
      own.end();
    };
  }, [picture]);
  if (!picture) return null;
  const { bitmap, size } = picture;
  return (
    <Shape
      ref={shape}
      listening={false}
      sceneFunc={({ _context: context }) => {
        const scale = context.getTransform().a / window.devicePixelRatio;
        context.fillStyle = '#ffffff';
        context.fillRect(0, 0, size.width, size.height);
        context.imageSmoothingEnabled = scale < pixelatedScale;
        context.imageSmoothingQuality = scale < 0.5 ? 'medium' : 'low';
        // a thumbnail stands in where the file cannot be read
        const source = levels.current?.at(scale * window.devicePixelRatio) ?? bitmap;
        context.drawImage(source, 0, 0, size.width, size.height);
      }}
    />
  );
}
