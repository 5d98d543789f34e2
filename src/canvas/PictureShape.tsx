import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import type { Stores } from '#store/stores.ts';

/** From this scale on single pixels are shown as squares, screen px per image px. */
const pixelatedScale = 3;

/** The open image. Transparent parts lie on white, as the model sees them. */
export function PictureShape({ stores }: { stores: Stores }) {
  const picture = useStore(stores.session, (state) => state.picture);
  if (!picture) return null;
  const { bitmap, size } = picture;
  return (
    <Shape
      listening={false}
      sceneFunc={({ _context: context }) => {
        const scale = context.getTransform().a / window.devicePixelRatio;
        context.fillStyle = '#ffffff';
        context.fillRect(0, 0, size.width, size.height);
        context.imageSmoothingEnabled = scale < pixelatedScale;
        context.imageSmoothingQuality = scale < 0.5 ? 'medium' : 'low';
        // a thumbnail stands in where the file cannot be read
        context.drawImage(bitmap, 0, 0, size.width, size.height);
      }}
    />
  );
}
