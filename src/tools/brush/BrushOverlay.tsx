import { Line, Shape } from 'react-konva/lib/ReactKonvaCore';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import 'konva/lib/shapes/Line.js';
import type { OverlayLook } from '../tool.ts';
import type { BrushState } from './brushBehaviour.ts';
import type { Stroke } from './stroke.ts';
import { strokePath } from './strokePath.ts';

/** The stroke so far, the line that Shift would draw, and a ring as large as the brush. */
export function drawBrushOverlay(state: BrushState, viewport: Viewport, look: OverlayLook) {
  const { stroke, cursor, lastAt, isLine } = state;
  return (
    <>
      {stroke && <StrokePreview stroke={stroke} viewport={viewport} look={look} />}
      {cursor && isLine && lastAt && <LineAhead from={lastAt} to={cursor} viewport={viewport} />}
      {cursor && <Ring at={cursor} viewport={viewport} look={look} />}
    </>
  );
}

interface StrokePreviewProps {
  readonly stroke: Stroke;
  readonly viewport: Viewport;
  readonly look: OverlayLook;
}

/** Nothing of the mask is computed: the browser fills the outline of the way so far. */
function StrokePreview({ stroke, viewport, look }: StrokePreviewProps) {
  const { scale, offsetX, offsetY } = viewport;
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: context }) => {
        context.save();
        const stripes = stroke.isErasing ? stripesOn(context) : null;
        stripes?.setTransform(new DOMMatrix().scale(1 / scale));
        context.translate(offsetX, offsetY);
        context.scale(scale, scale);
        context.globalAlpha = stroke.isErasing ? 0.75 : 0.5;
        context.fillStyle = stripes ?? look.selectedColor ?? look.newColor;
        context.fill(strokePath(stroke), 'nonzero');
        context.restore();
      }}
    />
  );
}

/** White and grey stripes, for what goes away. */
function stripesOn(context: CanvasRenderingContext2D): CanvasPattern | null {
  const side = 8;
  const tile = new OffscreenCanvas(side, side);
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = '#adb5bd';
  pen.lineWidth = 2;
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}

interface LineAheadProps {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly viewport: Viewport;
}

function LineAhead({ from, to, viewport }: LineAheadProps) {
  const points = [from, to].flatMap((at) => {
    const { x, y } = imageToScreen(viewport, at);
    return [x, y];
  });
  return (
    <>
      <Line points={points} stroke="#000000" strokeWidth={1.5} />
      <Line points={points} stroke="#ffffff" strokeWidth={1.5} dash={[5, 5]} />
    </>
  );
}

interface RingProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly viewport: Viewport;
  readonly look: OverlayLook;
}

/** White within black, so that it shows on any photo. */
function Ring({ at, viewport, look }: RingProps) {
  const { x, y } = imageToScreen(viewport, at);
  const { brushDiameterPx, brushShape } = look.options;
  const radius = Math.max(1.5, (brushDiameterPx / 2) * viewport.scale);
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: context }) => {
        for (const [color, reach] of [
          ['#000000', radius + 1],
          ['#ffffff', radius],
        ] as const) {
          context.beginPath();
          if (brushShape === 'round') context.arc(x, y, reach, 0, 2 * Math.PI);
          else context.rect(x - reach, y - reach, 2 * reach, 2 * reach);
          context.strokeStyle = color;
          context.lineWidth = 1;
          context.stroke();
        }
      }}
    />
  );
}
