import { useMemo } from 'react';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import { dotAt, type Context2d } from '../overlayLines.ts';
import type { WandHold, WandState } from './wandBehaviour.ts';
import { wandPixels } from './wandPicture.ts';

/** What the wand takes while it is held, and how much it tolerates. */
export function drawWandOverlay(state: WandState, viewport: Viewport) {
  return state && <WandOverlay hold={state} viewport={viewport} />;
}

interface WandOverlayProps {
  readonly hold: WandHold;
  readonly viewport: Viewport;
}

function WandOverlay({ hold, viewport }: WandOverlayProps) {
  const { width, height } = hold.prepared.size;
  const canvas = useMemo(() => new OffscreenCanvas(height, width), [width, height]);
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: context }) => drawHold(context, canvas, { hold, viewport })}
    />
  );
}

function drawHold(
  context: Context2d,
  canvas: OffscreenCanvas,
  { hold, viewport }: WandOverlayProps,
): void {
  const { box, size } = hold.prepared;
  // pixels come column by column: the picture is drawn with its axes swapped
  const image = new ImageData(wandPixels(hold), size.height, size.width);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  const corner = imageToScreen(viewport, box);
  const across = (box.width * viewport.scale) / size.width;
  const down = (box.height * viewport.scale) / size.height;
  context.save();
  context.transform(0, down, across, 0, corner.x, corner.y);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0);
  context.restore();
  dotAt(context, imageToScreen(viewport, hold.at), 3.5);
  drawTolerance(context, { hold, viewport });
}

function drawTolerance(context: Context2d, { hold, viewport }: WandOverlayProps): void {
  const { x, y } = imageToScreen(viewport, hold.cursor);
  const text = `± ${String(hold.tolerance)}`;
  context.font = '600 13px system-ui, sans-serif';
  const { width } = context.measureText(text);
  context.fillStyle = 'rgba(0, 0, 0, 0.75)';
  context.fillRect(x + 14, y + 12, width + 12, 22);
  context.fillStyle = '#ffffff';
  context.textBaseline = 'middle';
  context.fillText(text, x + 20, y + 23);
}
