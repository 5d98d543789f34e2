import type { Context } from 'konva/lib/Context';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import { rulerTicks } from '#core/geometry/rulerTicks.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { Stores } from '#store/stores.ts';

const thicknessPx = 18;

/** Rulers in image px along the upper and the left rim. */
export function Rulers({ stores }: { stores: Stores }) {
  const hasRulers = useStore(stores.view, (state) => state.hasRulers);
  const viewport = useStore(stores.session, (state) => state.viewport);
  const size = useStore(stores.session, (state) => state.canvasSize);
  if (!hasRulers) return null;
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={(context) => drawRulers(context, viewport, size)}
    />
  );
}

function drawRulers(
  { _context: context }: Context,
  { scale, offsetX, offsetY }: Viewport,
  { width, height }: Size,
): void {
  context.fillStyle = 'rgba(24, 26, 30, 0.82)';
  context.fillRect(0, 0, width, thicknessPx);
  context.fillRect(0, thicknessPx, thicknessPx, height - thicknessPx);
  context.strokeStyle = '#ced4da';
  context.fillStyle = '#f1f3f5';
  context.lineWidth = 1;
  context.font = '10px system-ui, sans-serif';
  context.textBaseline = 'top';
  context.beginPath();
  for (const { at, value, isLabelled } of rulerTicks(scale, offsetX, width)) {
    if (at < thicknessPx) continue;
    context.moveTo(at, thicknessPx);
    context.lineTo(at, isLabelled ? 2 : thicknessPx - 5);
    if (isLabelled) context.fillText(String(value), at + 3, 3);
  }
  for (const { at, value, isLabelled } of rulerTicks(scale, offsetY, height)) {
    if (at < thicknessPx) continue;
    context.moveTo(thicknessPx, at);
    context.lineTo(isLabelled ? 2 : thicknessPx - 5, at);
    if (!isLabelled) continue;
    context.save();
    context.translate(3, at - 3);
    context.rotate(-Math.PI / 2);
    context.fillText(String(value), 0, 0);
    context.restore();
  }
  context.stroke();
}
